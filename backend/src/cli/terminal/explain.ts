import {
  AccessRefusedError,
  AwsSetupError,
  AwsUnavailableError,
  PolicyNotFoundError,
  PreconditionFailedError,
} from '../../runtime/ports.ts';
import { ProblemError, toProblem } from '../../runtime/problems.ts';

/** A failure as a sentence for the administrator, whose own credentials the command line uses. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ProblemError) {
    const isOfAws = error.cause instanceof AccessRefusedError || error.cause instanceof AwsSetupError;
    return isOfAws ? explain(error.cause) : error.message;
  }
  if (isNamed(error, /^CredentialsProvider|^TokenProvider/)) {
    return `There are no AWS credentials to use (${rootMessage(error)}). Sign in, for example with "aws sso login", or name a profile with --profile.`;
  }
  if (isNamed(error, /^ExpiredToken/)) return 'Your AWS session has expired. Sign in again.';
  if (error instanceof AwsSetupError) return explainSetup(error);
  if (error instanceof AccessRefusedError) return explainDenial(rootMessage(error));
  if (error instanceof AwsUnavailableError) {
    return `AWS did not respond (${rootMessage(error)}). Try again in a few seconds.`;
  }
  if (error instanceof PolicyNotFoundError) {
    return 'The policy does not exist. Correct GENKAN_POLICY_ARN, or use credentials of the account that has it.';
  }
  if (error instanceof PreconditionFailedError) {
    return 'Another client changed the same object at the same time. Check it, then repeat.';
  }
  const problem = toProblem(error);
  return problem.code === 'internal' ? error.message : problem.message;
}

function explainDenial(message: string): string {
  // The IP policy may be attached to the administrator too.
  const hint = /explicit deny/.test(message)
    ? 'If your own network is the reason, grant yourself a lease with Genkan first.'
    : 'Use credentials that may do this.';
  return `AWS denied the call: ${message.replace(/\.?\s*$/, '.')} ${hint}`;
}

function explainSetup(error: AwsSetupError): string {
  const message = rootMessage(error);
  switch (error.reason) {
    case 'credentials':
      return `AWS does not accept your credentials (${message}). Sign in again, or name a profile with --profile.`;
    case 'clock':
      return `Your computer's clock differs too much from AWS's (${message}). Set the clock, then repeat.`;
    case 'region':
      return `The bucket is in another Region (${message}). Set AWS_REGION to the bucket's Region.`;
  }
}

function isNamed(error: Error, name: RegExp): boolean {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    if (name.test(one.name)) return true;
  }
  return false;
}

function rootMessage(error: Error): string {
  let root = error;
  while (root.cause instanceof Error) root = root.cause;
  // The SDK appends lines about its internals.
  return root.message.split('\n')[0] || root.name;
}
