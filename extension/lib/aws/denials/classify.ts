/** Does this text mean that our policy refused? Pure: text and facts in, a verdict with its reason out. */
import * as v from 'valibot';
import { identityPolicy } from './identity-policy.ts';
import { implicitDenial } from './implicit-denial.ts';
import { otherCaller } from './other-caller.ts';
import { otherCauses } from './other-causes.ts';
import { otherPolicyType } from './other-policy-type.ts';
import { isForeign } from './prefilter.ts';
import { talksAboutDenials } from './records.ts';
import { rootUser } from './root-user.ts';
import type { Facts, Signal, Text, Verdict } from './signal.ts';
import { wordings } from './wordings.ts';

/** The first that finds something decides: what rules our policy out goes before what may be it. */
const SIGNALS: readonly Signal[] = [
  talksAboutDenials,
  rootUser,
  otherCauses,
  otherCaller,
  otherPolicyType,
  identityPolicy,
  implicitDenial,
  ...wordings,
];

/** A verdict, kept in session storage with the tab it was made for. */
export const classificationSchema = v.object({
  verdict: v.picklist(['ours', 'possible', 'no']),
  reason: v.string(),
  namedPolicy: v.optional(v.string()),
  otherPolicy: v.optional(v.boolean()),
  policyKind: v.optional(v.string()),
  isUncertain: v.optional(v.boolean()),
  /** The name of the signal that decided, or `none`. */
  signal: v.string(),
  /** The account of the caller that AWS names. */
  accountId: v.optional(v.string()),
});
export type Classification = v.InferOutput<typeof classificationSchema>;

const CALLER_ACCOUNT = /arn:[\w-]*:(?:iam|sts)::(\d{12}):(?:user|assumed-role|federated-user|root)\b/;

/**
 * `ours`: names a policy Genkan edits; `possible`: a denial that may come from it (the backend decides); `no`:
 * another cause, or no denial at all. Wording after AWS's documentation and material seen in public.
 */
export function classify(given: string, facts: Facts): Classification {
  const text = comparable(given);
  const accountId = CALLER_ACCOUNT.exec(text.flat)?.[1];
  const account = accountId === undefined ? {} : { accountId };
  for (const signal of SIGNALS) {
    const finding = signal.find(text, facts);
    if (finding) return { ...finding, ...account, signal: signal.name };
  }
  if (isForeign(facts.language ?? '') && text.flat !== '') {
    const reason = 'an error container on a page in another language than English';
    return { verdict: 'possible', isUncertain: true, signal: 'foreign-page', reason, ...account };
  }
  return { verdict: 'no', signal: 'none', reason: 'does not speak of a denial' };
}

function comparable(raw: string): Text {
  const flat = raw
    .replace(/[‘’ʼ´]/g, "'")
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const bare = flat
    .replace(/[`"“”„«»‹›「」『』]/g, '')
    .replace(/(^|[\s:(])'(?=\S)/g, '$1')
    .replace(/'(?=[\s.,;:)]|$)/g, '');
  return { raw, flat, bare };
}

const RELEVANCE: Readonly<Record<Verdict, number>> = { ours: 2, possible: 1, no: 0 };

/** Of several texts of one page, the one that matters most. */
export function mostRelevant(found: readonly Classification[]): Classification {
  const silent: Classification = { verdict: 'no', signal: 'none', reason: 'nothing was said' };
  return found.reduce((best, next) => (weight(next) > weight(best) ? next : best), silent);
}

function weight({ verdict, otherPolicy, isUncertain }: Classification): number {
  return RELEVANCE[verdict] + (otherPolicy ? 0.5 : 0) - (isUncertain ? 0.75 : 0);
}
