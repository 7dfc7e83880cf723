import { MAX_POLICY_SIZE, policySize, readPolicy } from '@genkan/shared/policy';
import { findDrift } from '@genkan/shared/render';
import { leavingCidrs } from '../../../policy/document/manual-entries.ts';
import { resolveRecords } from '../../../policy/document/render.ts';
import { failure, ok, type TargetCheck, unknown, warning } from '../check.ts';

const CHECK = 'baseline';
const REPAIR =
  'Repair it with "genkan baseline set <file>", or adopt the live policy with "genkan init --force".';

/** The baseline exists, can be rendered from, and explains the live policy together with the leases. */
export const checkBaseline: TargetCheck = ({ deps, baseline, live, records, applied }) => {
  if (!baseline.known) return [unknown(CHECK, baseline, failure, 'Correct GENKAN_BUCKET.')];
  const document = baseline.value;
  if (document === undefined) {
    return [failure(CHECK, 'There is no baseline, so resets and grants are refused.', 'Run "genkan init".')];
  }
  const { sids } = deps.config;
  const reading = readPolicy(document, { sids });
  if (!reading.ok) return [failure(CHECK, `The baseline cannot be used: ${reading.reason}.`, REPAIR)];
  if (policySize(document) > MAX_POLICY_SIZE) {
    return [failure(CHECK, `The baseline is larger than IAM's ${MAX_POLICY_SIZE} characters.`, REPAIR)];
  }
  if (!live.known || !records.known) return [ok(CHECK, 'The baseline can be used.')];
  const { active, ended } = resolveRecords(deps, records.value);
  const drift = findDrift({
    live: live.value.document,
    baseline: document,
    active,
    ended: leavingCidrs(ended, applied.known ? applied.value : undefined),
    sids,
  });
  const edits = [
    ...drift.added.map((entry) => `+ ${entry}`),
    ...drift.removed.map((entry) => `- ${entry}`),
    ...drift.other,
  ];
  if (edits.length === 0) return [ok(CHECK, 'Baseline and leases explain the live policy.')];
  return [
    warning(
      CHECK,
      `The live policy was edited by hand: ${edits.join('; ')}. The next reset undoes that.`,
      'Keep it with "genkan baseline set --from-live", or undo it now with "genkan reset".',
    ),
  ];
};
