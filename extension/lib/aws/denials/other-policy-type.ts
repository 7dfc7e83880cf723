import type { Signal } from './signal.ts';

const OTHER =
  '(?:service control|resource control|sessions?|resource(?:-| )based|VPC endpoint|(?:role )?trust|declarative|organizations?) polic(?:y|ies)|permissions? boundar(?:y|ies)';

const EXPLICIT = new RegExp(
  `explicit(?:ly)? den(?:y|ied|ial) (?:in|by|from) (?:an? |the )?(?:AWS Organizations )?(?:${OTHER})`,
  'i',
);
const EXPLICITLY = new RegExp(`(?:${OTHER}) explicitly den(?:ies|y|ied)`, 'i');
const KIND = new RegExp(OTHER, 'i');
/** A managed policy, or a policy of the organization: `arn:aws:organizations::…:policy/o-…/service_control_policy/p-…`. */
const NAMED =
  /explicit deny in [^:]{0,60}: ?(arn:[\w-]*:(?:iam|organizations)::[^:\s]*:policy\/[^\s,;"')]+)/i;

/** An explicit deny by a kind of policy that Genkan does not edit. */
export const otherPolicyType: Signal = {
  name: 'other-policy-type',
  find: ({ flat }, { policyArns }) => {
    const denied = EXPLICIT.exec(flat) ?? EXPLICITLY.exec(flat);
    if (!denied) return undefined;
    // EC2 may run its encoded message straight into the end of the sentence.
    const named = NAMED.exec(flat)?.[1]?.replace(/\.(?:Encoded.*)?$/, '');
    // A managed policy may serve as a boundary or session policy as well.
    if (named && policyArns.includes(named)) {
      return { verdict: 'ours', reason: 'names the policy that Genkan edits', namedPolicy: named };
    }
    return {
      verdict: 'no',
      reason: 'denied by another kind of policy',
      otherPolicy: true,
      policyKind: KIND.exec(denied[0])?.[0].toLowerCase() ?? 'another policy',
      ...(named ? { namedPolicy: named } : {}),
    };
  },
};
