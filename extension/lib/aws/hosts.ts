import { isCloudShell } from './cloud-shell.ts';
import { isSignInHost } from './sign-in-host.ts';

/**
 * The AWS pages Genkan looks at, as match patterns of the browser's own syntax. Every partition is named: commercial,
 * GovCloud, China and the European Sovereign Cloud. `*.example.com` covers the bare host as well.
 */

/** Consoles: pages that show the responses of AWS. */
export const CONSOLE_PATTERNS = [
  'https://*.console.aws.amazon.com/*',
  'https://health.aws.amazon.com/*',
  'https://lightsail.aws.amazon.com/*',
  'https://settings.aws.com/*',
  'https://*.console.amazonaws-us-gov.com/*',
  'https://phd.amazonaws-us-gov.com/*',
  'https://*.console.amazonaws.cn/*',
  'https://health.amazonaws.cn/*',
  'https://phd.amazonaws.cn/*',
  'https://*.console.amazonaws-eusc.eu/*',
] as const;

/** Sign-in pages: a person outside is offered the button before typing a password. */
export const SIGN_IN_PATTERNS = [
  'https://*.signin.aws.amazon.com/*',
  'https://*.signin.aws/*',
  'https://*.signin.amazonaws-us-gov.com/*',
  'https://*.signin-fips.amazonaws-us-gov.com/*',
  'https://*.signin.amazonaws.cn/*',
  'https://*.signin.amazonaws-eusc.eu/*',
] as const;

/** Everything the content script runs on; the only pages Genkan can read. */
export const AWS_PATTERNS: readonly string[] = [...CONSOLE_PATTERNS, ...SIGN_IN_PATTERNS];

/**
 * CloudShell runs on AWS's own address, so no lease of a person's network can ever help there.
 * It lives under `/cloudshell/` of every console host.
 */
export const EXCLUDED_PATTERNS: readonly string[] = CONSOLE_PATTERNS.filter((pattern) =>
  pattern.includes('.console.'),
).map((pattern) => pattern.replace(/\*$/, 'cloudshell/*'));

export type PageKind = 'console' | 'signin';

/** Which kind of AWS page an address is; `undefined` for anything that is not AWS, not https, or CloudShell. */
export function pageKind(address: string): PageKind | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:') return undefined;
  if (!AWS_PATTERNS.some((pattern) => hostMatches(pattern, url.hostname))) return undefined;
  if (isSignInHost(url.hostname)) return 'signin';
  return isCloudShell(url.pathname) ? undefined : 'console';
}

function hostMatches(pattern: string, host: string): boolean {
  const wanted = pattern.slice('https://'.length, -'/*'.length);
  if (!wanted.startsWith('*.')) return host === wanted;
  const domain = wanted.slice(2);
  return host === domain || host.endsWith(`.${domain}`);
}
