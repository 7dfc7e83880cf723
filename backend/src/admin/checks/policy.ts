import { MAX_POLICY_SIZE, policySize, readPolicy } from '@genkan/shared/policy';
import type { Check } from './check.ts';

const CAPACITY_WARNING = 0.8;
const MAX_VERSIONS = 5;

/** The policy exists, can be edited safely, and has room in size and in version slots. */
export const checkPolicy: Check = ({ deps, versions, live }) => {
  const check = 'policy';
  if (!versions.known) {
    return [
      {
        check,
        status: 'failure',
        message: versions.why,
        fix: 'Correct GENKAN_POLICY_ARN or your own permissions.',
      },
    ];
  }
  if (!live.known)
    return [{ check, status: 'failure', message: live.why, fix: 'Allow yourself iam:GetPolicyVersion.' }];
  const reading = readPolicy(live.value, deps.config.sids ? { sids: deps.config.sids } : {});
  if (!reading.ok) {
    return [
      {
        check,
        status: 'failure',
        message: `The live policy cannot be edited safely: ${reading.reason}.`,
        fix: 'Correct the policy in IAM, or "genkan reset" to return to the baseline.',
      },
    ];
  }
  const share = policySize(live.value) / MAX_POLICY_SIZE;
  const percent = `${Math.round(share * 100)} %`;
  return [
    { check, status: 'ok', message: `The live policy has ${reading.policy.fences.length} address list(s).` },
    share > CAPACITY_WARNING
      ? {
          check: 'capacity',
          status: 'warning',
          message: `The live policy is ${percent} full.`,
          fix: 'Merge office addresses into wider blocks in the baseline, or shorten leases.',
        }
      : { check: 'capacity', status: 'ok', message: `The live policy is ${percent} full.` },
    versions.value.length >= MAX_VERSIONS
      ? {
          check: 'versions',
          status: 'warning',
          message: 'All five version slots are taken; the next grant must delete one first.',
          fix: 'Run "genkan reconcile"; if they fill up again, see who else edits the policy.',
        }
      : {
          check: 'versions',
          status: 'ok',
          message: `${versions.value.length} of 5 version slots are taken.`,
        },
  ];
};
