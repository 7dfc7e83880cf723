import { parseArgs } from 'node:util';
import { AccountError } from './find-account.ts';

export interface CommandLine {
  readonly help: boolean;
  readonly yes: boolean;
  readonly endpoint?: string;
  readonly isMoto: boolean;
  /** Milliseconds between a write to IAM and a read. */
  readonly settleMs: number;
  /** Only names that contain this. */
  readonly only?: string;
  /** Only remove what this run left behind. */
  readonly cleanUp?: string;
}

export const USAGE = `Runs the contract of S3 and IAM, and Genkan's story, in your own AWS account.

  --yes              do not ask
  --only TEXT        only the tests whose name contains this
  --clean-up RUN     only remove what a run that was killed left behind
  --endpoint URL     a stand-in for AWS (our sandbox, moto_server) instead of AWS
  --settle SECONDS   how long IAM gets between a write and a read (on AWS 5, on a stand-in 0)
  --moto             the stand-in is moto_server: leave out what it is known to do differently

Credentials and region are your own, found as every AWS tool finds them. Needed: iam:*Policy* on
policy/genkan-test-*, s3:* on genkan-test-*, and no fence that stops you.`;

/** What was asked for. @throws {AccountError} for what it does not know */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        yes: { type: 'boolean', short: 'y', default: false },
        endpoint: { type: 'string' },
        moto: { type: 'boolean', default: false },
        only: { type: 'string' },
        settle: { type: 'string' },
        'clean-up': { type: 'string' },
      },
    });
    const { help, yes, moto: isMoto, endpoint, only, 'clean-up': cleanUp } = values;
    const settle = values.settle ?? (endpoint === undefined ? '5' : '0');
    if (!/^\d{1,3}$/.test(settle)) {
      throw new AccountError(`--settle ${settle} is not a number of seconds.`);
    }
    if (endpoint !== undefined && !URL.canParse(endpoint)) {
      throw new AccountError(`--endpoint ${endpoint} is not an address.`);
    }
    if (cleanUp !== undefined && !/^[a-z0-9]+$/.test(cleanUp)) {
      throw new AccountError(`--clean-up ${cleanUp} is not the name of a run.`);
    }
    return {
      help,
      yes,
      isMoto,
      settleMs: Number(settle) * 1000,
      ...(endpoint && { endpoint }),
      ...(only && { only }),
      ...(cleanUp && { cleanUp }),
    };
  } catch (cause) {
    if (cause instanceof TypeError) throw new AccountError(`${cause.message}\n\n${USAGE}`, { cause });
    throw cause;
  }
}
