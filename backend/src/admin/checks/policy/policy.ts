import { readPolicy } from '@genkan/shared/policy';
import { suggestDeny } from '@genkan/shared/policy/review/suggest-deny';
import { describeConcerns } from '../../policy/describe-concerns.ts';
import { failure, ok, type TargetCheck, unknown, warning } from '../check.ts';

const CHECK = 'policy';

/** The policy exists, can be edited safely, and a grant does what an administrator expects of it. */
export const checkPolicy: TargetCheck = ({ deps, versions, live }) => {
  if (!versions.known) {
    return [unknown(CHECK, versions, failure, 'Correct GENKAN_POLICY_ARN, or restore the policy.')];
  }
  if (!live.known) return [unknown(CHECK, live, failure, 'Restore the policy, or its default version.')];
  const { document } = live.value;
  const { sids } = deps.config;
  const reading = readPolicy(document, { sids });
  if (!reading.ok) {
    const suggestion = reading.code === 'no_allowlist' ? suggestDeny(document) : undefined;
    return [
      failure(
        CHECK,
        reading.code === 'no_allowlist'
          ? `The live policy (${live.value.version}) has no allowlist: ${reading.reason}.`
          : `The live policy (${live.value.version}) cannot be edited safely: ${reading.reason}.`,
        suggestion === undefined
          ? 'Correct the policy in IAM, or return it to the baseline with "genkan reset".'
          : `It allows by address, which denies nothing that another policy allows. Return it to the baseline with "genkan reset", or make this document its default version and run "genkan init": ${JSON.stringify(JSON.parse(suggestion))}`,
      ),
    ];
  }
  const { allowlists } = reading.policy;
  const lists = allowlists.length === 1 ? 'one address list' : `${allowlists.length} address lists`;
  return [
    ok(CHECK, `The live policy (${live.value.version}) has ${lists} that Genkan keeps.`),
    ...describeConcerns(document, { sids }).map(({ message, fix }) => warning(CHECK, message, fix)),
  ];
};
