/** The two endpoints of the deployment, in the shape that API Gateway gives them. */
export const IPV4_ENDPOINT = 'https://genkanv4aa.execute-api.us-east-1.amazonaws.com';
export const DUAL_STACK_ENDPOINT = 'https://genkandual.execute-api.us-east-1.amazonaws.com';

/** The hosts of AWS's console and sign-in that the sandbox replaces, with every region and prefix below them. */
const CONSOLE_HOSTS = [
  'console.aws.amazon.com',
  'signin.aws.amazon.com',
  'health.aws.amazon.com',
  'console.amazonaws-us-gov.com',
  'console.amazonaws.cn',
  'signin.amazonaws.cn',
];

/** Every name for the sandbox's certificate. */
export const CERTIFICATE_HOSTS = [
  ...CONSOLE_HOSTS.flatMap((host) => [host, `*.${host}`]),
  new URL(IPV4_ENDPOINT).hostname,
  new URL(DUAL_STACK_ENDPOINT).hostname,
];

/** Which part of the sandbox a host belongs to; `undefined`: none, the sandbox has no way there. */
export function partOf(host: string): 'console' | 'ipv4' | 'dual-stack' | undefined {
  if (host === new URL(IPV4_ENDPOINT).hostname) return 'ipv4';
  if (host === new URL(DUAL_STACK_ENDPOINT).hostname) return 'dual-stack';
  return CONSOLE_HOSTS.some((known) => host === known || host.endsWith(`.${known}`)) ? 'console' : undefined;
}
