/** Does this text mean that our policy refused? Pure: text and facts in, a verdict with its reason out. */
import { accessDenied } from './signals/access-denied.ts';
import { consoleFlashbar } from './signals/console-flashbar.ts';
import { ec2Unauthorized } from './signals/ec2-unauthorized.ts';
import { explicitDeny } from './signals/explicit-deny.ts';
import { identityPolicy } from './signals/identity-policy.ts';
import { implicitDenial } from './signals/implicit-denial.ts';
import { neverOurs } from './signals/never-ours.ts';
import { notAuthorized } from './signals/not-authorized.ts';
import { otherPolicyType } from './signals/other-policy-type.ts';
import { rootUser } from './signals/root-user.ts';
import { s3Console } from './signals/s3-console.ts';
import { signIn } from './signals/sign-in.ts';
import type { Facts, Finding, Signal, Verdict } from './signals/signal.ts';
import { talksAboutDenials } from './signals/talks-about-denials.ts';

/** The first that finds something decides: what rules our policy out goes before what may be it. */
const SIGNALS: readonly Signal[] = [
  talksAboutDenials,
  rootUser,
  neverOurs,
  otherPolicyType,
  identityPolicy,
  implicitDenial,
  explicitDeny,
  notAuthorized,
  ec2Unauthorized,
  consoleFlashbar,
  s3Console,
  signIn,
  accessDenied,
];

export interface Classification extends Finding {
  /** The name of the signal that decided, or `none`. */
  readonly signal: string;
}

/**
 * `ours`: names a policy Genkan edits; `possible`: a denial that may come from it (the backend decides); `no`:
 * another cause, or no denial at all. Wording after AWS's documentation and material seen in public.
 */
export function classify(text: string, facts: Facts): Classification {
  const flat = text
    .replace(/[‘’ʼ´]/g, "'")
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  for (const signal of SIGNALS) {
    const finding = signal.find({ raw: text, flat }, facts);
    if (finding) return { ...finding, signal: signal.name };
  }
  return { verdict: 'no', signal: 'none', reason: 'does not speak of a denial' };
}

const LOUDNESS: Readonly<Record<Verdict, number>> = { ours: 2, possible: 1, no: 0 };

/** Of several texts of one page, the one that matters most. */
export function loudest(found: readonly Classification[]): Classification {
  const silent: Classification = { verdict: 'no', signal: 'none', reason: 'nothing was said' };
  return found.reduce((best, next) => (weight(next) > weight(best) ? next : best), silent);
}

function weight({ verdict, otherPolicy }: Classification): number {
  return LOUDNESS[verdict] + (otherPolicy ? 0.5 : 0);
}
