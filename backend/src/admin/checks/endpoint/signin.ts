import { type Check, ok } from '../check.ts';

const CHECK = 'signin';

/**
 * Where AWS Sign-In resource policies are on, AWS denies sign-in itself by address, and a lease does not change that. No released
 * AWS SDK for JavaScript has a client for AWS Sign-In, so this check names the calls to make instead of warning every administrator.
 * @see https://docs.aws.amazon.com/signin/latest/userguide/what-is-sign-in.html
 */
export const checkSignIn: Check = ({ deps }) => {
  // AWS Sign-In resource policies exist in the commercial partition only.
  if (!deps.config.policyArn.startsWith('arn:aws:')) return [];
  return [
    ok(
      CHECK,
      'A lease does not open sign-in itself. If members cannot sign in away from the office, look for AWS Sign-In resource policies: GetConsoleAuthorizationConfiguration and GetResourcePolicy of AWS Sign-In in us-east-1.',
    ),
  ];
};
