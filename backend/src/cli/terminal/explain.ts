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
  if (error instanceof AccessRefusedError) return explainRefusal(rootMessage(error));
  if (error instanceof AwsUnavailableError) {
    return `AWS did not answer (${rootMessage(error)}). Try again in a few seconds.`;
  }
  if (error instanceof PolicyNotFoundError) {
    return 'The policy does not exist. Correct GENKAN_POLICY_ARN, or use credentials of the account that has it.';
  }
  if (error instanceof PreconditionFailedError) {
    return 'Somebody else changed the same thing at the same moment. Look at it again, then repeat.';
  }
  const problem = toProblem(error);
  return problem.code === 'internal' ? error.message : problem.message;
}

function explainRefusal(message: string): string {
  // Administrators may carry the fenced policy themselves.
  const hint = /explicit deny/.test(message)
    ? 'If your own network is the reason, let yourself in with Genkan first.'
    : 'Use credentials that may do this.';
  return `AWS refused you: ${message.replace(/\.?\s*$/, '.')} ${hint}`;
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
  // The SDK adds lines about its own inner workings.
  return root.message.split('\n')[0] || root.name;
}
