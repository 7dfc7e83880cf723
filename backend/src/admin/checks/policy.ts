import { readPolicy } from '@genkan/shared/policy';
import { type Check, failure, ok, unknown } from './check.ts';

const CHECK = 'policy';

/** The policy exists and can be edited safely. */
export const checkPolicy: Check = ({ deps, versions, live }) => {
  if (!versions.known) {
    return [unknown(CHECK, versions, failure, 'Correct GENKAN_POLICY_ARN, or restore the policy.')];
  }
  if (!live.known) return [unknown(CHECK, live, failure, 'Restore the policy, or its default version.')];
  const reading = readPolicy(live.value.document, deps.config.sids ? { sids: deps.config.sids } : {});
  if (!reading.ok) {
    return [
      failure(
        CHECK,
        reading.code === 'unfenced'
          ? `The live policy (${live.value.version}) fences nothing: ${reading.reason}.`
          : `The live policy (${live.value.version}) cannot be edited safely: ${reading.reason}.`,
        'Correct the policy in IAM, or return it to the baseline with "genkan reset".',
      ),
    ];
  }
  const { fences } = reading.policy;
  const lists = fences.length === 1 ? 'one address list' : `${fences.length} address lists`;
  return [ok(CHECK, `The live policy (${live.value.version}) has ${lists} that Genkan keeps.`)];
};
