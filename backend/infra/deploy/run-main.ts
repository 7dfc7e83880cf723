import { cancel } from '@clack/prompts';
import { DeploymentError } from '../deployment-file.ts';
import { CancelledError } from './plan/prompter.ts';
import { StepError } from './steps/steps.ts';

/** Runs a script. An error that the administrator can correct is printed as one sentence, any other with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!isExpected(error)) throw error;
    cancel(error.message);
    process.exitCode = 1;
  }
}

function isExpected(error: unknown): error is Error {
  return [CancelledError, DeploymentError, StepError].some((type) => error instanceof type);
}
