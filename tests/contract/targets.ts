import { startAws } from '../sandbox/aws/sandbox.ts';
import { ACCOUNT_VARIABLE, awsAccount } from './aws-account.ts';
import { connect } from './case-context.ts';
import type { ContractTarget, RunningTarget } from './contract-case.ts';
import { findMotoServer, startMoto } from './moto-server.ts';

const OPTIONS = { timeout: 60_000 };

export interface LocalTarget {
  readonly name: 'sandbox' | 'moto';
  start(): Promise<RunningTarget>;
}

/** Our sandbox and, where the machine has it, moto: an S3 and IAM that this project did not write. */
export async function localTargets(): Promise<readonly LocalTarget[]> {
  const moto = await findMotoServer();
  const sandbox: LocalTarget = { name: 'sandbox', start: () => startAws() };
  if (moto !== undefined) return [sandbox, { name: 'moto', start: () => startMoto(moto) }];
  console.info('moto_server is not on this machine: the sandbox alone is tested.');
  return [sandbox];
}

/** What the contract runs on: the local targets, and AWS where the environment names an account for it. */
export async function contractTargets(): Promise<readonly ContractTarget[]> {
  const local = (await localTargets()).map(({ name, start }): ContractTarget => {
    const open = async () => {
      const { endpoint, close } = await start();
      const { destroy, credentials, ...context } = connect(endpoint);
      const environment = {
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      };
      return { context, environment, close: () => Promise.resolve(destroy()).then(close) };
    };
    return { name, options: OPTIONS, open };
  });
  const aws = awsAccount(process.env);
  if (aws === undefined && process.env['npm_lifecycle_event'] === 'test:aws')
    throw new Error(`Set ${ACCOUNT_VARIABLE} to the account that your credentials belong to.`);
  return aws === undefined ? local : [...local, aws];
}
