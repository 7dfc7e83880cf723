import type { Signal } from './signal.ts';

const DENIED =
  /explicit(?:ly)? den(?:y|ied) (?:in|by|from) (?:an? |the )?identity(?:-| )based polic(?:y|ies)|identity(?:-| )based polic(?:y|ies) explicitly den(?:ies|y|ied)/i;
/** AWS masks or shortens account ids in some places, people in all: anything but white space counts. */
const NAMED = /(arn:[\w<>{}-]*:iam::(?:[^:\s]*|\.{3}|<[^>]*>|\[[^\]]*\]|\{[^}]*\}):policy\/[^\s,;"')\]}]+)/i;
/** A denial names a principal or an action; the phrase alone is a quotation. */
const SUBJECT = /not authorized|access ?denied|\barn:|don't have permission|\b[a-z][\w-]{1,40}:[A-Z]\w+/i;

/** The explicit deny of an identity-based policy, which is what ours is; since 2026 the policy's ARN may follow. */
export const identityPolicy: Signal = {
  name: 'identity-policy',
  words: 'explicit|denie[sd]',
  find: ({ flat }, { policyArns }) => {
    const denied = DENIED.exec(flat);
    if (!denied || !SUBJECT.test(flat)) return undefined;
    // The sentence may end with a full stop, and EC2 may run its encoded message straight into it.
    const named = NAMED.exec(flat.slice(denied.index + denied[0].length))?.[1]?.replace(
      /\.(?:Encoded.*)?$/,
      '',
    );
    if (!named) return { verdict: 'possible', reason: 'an explicit deny in an identity-based policy' };
    if (policyArns.includes(named)) {
      return { verdict: 'ours', reason: 'names the policy that Genkan edits', namedPolicy: named };
    }
    if (policyArns.length === 0) {
      return { verdict: 'possible', reason: 'names a policy; ours is not known yet', namedPolicy: named };
    }
    return {
      verdict: 'no',
      reason: 'names another policy',
      namedPolicy: named,
      otherPolicy: true,
      policyKind: 'identity-based policy',
    };
  },
};
