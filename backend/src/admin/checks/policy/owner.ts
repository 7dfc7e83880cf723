import { type Check, ok, unknown, warning } from '../check.ts';

const CHECK = 'owner';
const TOOL = /terraform|opentofu|terragrunt|pulumi|cloudformation|\bcdk\b/i;
/** So many edits in the days that the doctor looks at are no person's. */
const MANY_EDITS = 3;
/** `restored`: an edit removed a leased address, and the next write put it back. */
const EDIT_EVENTS: ReadonlySet<string> = new Set(['policy_edited', 'restored']);
const FIX =
  'Let the tool keep the policy and ignore its document: "A policy that another tool owns" in backend/CLI.md says how.';

/** No other tool writes the policy's document. */
export const checkOwner: Check = ({ versions, tags, auditEvents }) => {
  if (!versions.known) return [];
  const edits = auditEvents.known ? auditEvents.value.filter(({ event }) => EDIT_EVENTS.has(event)) : [];
  // One edit leaves several events: what it did, and each address that was put back on top of its version.
  const times = new Set(
    edits.map(
      ({ at, event, versionBefore, versionAfter }) =>
        (event === 'restored' ? versionBefore : versionAfter) ?? at,
    ),
  ).size;
  const last = edits.at(-1);
  if (last !== undefined && times >= MANY_EDITS) {
    return [
      warning(
        CHECK,
        `The policy was edited outside Genkan ${times} times in the last days, the last time at ${last.at}: it may belong to Terraform, CloudFormation or the CDK, which write over leases.`,
        FIX,
      ),
    ];
  }
  if (!tags.known) {
    return tags.permission === undefined
      ? [ok(CHECK, `The policy's tags could not be read (${tags.why}).`)]
      : [unknown(CHECK, tags, warning, FIX)];
  }
  const tag = tags.value.find(({ key, value }) => TOOL.test(key) || TOOL.test(value));
  if (tag === undefined) return [ok(CHECK, 'No tag says that another tool owns the policy.')];
  return [
    warning(
      CHECK,
      `The tag ${tag.key}=${tag.value} says that another tool owns the policy: its next run writes over leases and edits.`,
      FIX,
    ),
  ];
};
