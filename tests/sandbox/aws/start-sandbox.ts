/** Runs the local AWS alone: `node tests/sandbox/aws/start-sandbox.ts --port 4566 [--seed]`. */
import { parseArgs } from 'node:util';
import { startAws } from './sandbox.ts';
import { seedOfficeOnly } from './seed.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4566' }, seed: { type: 'boolean', default: false } },
});

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port must be a port number, not ${values.port}`);
  process.exit(2);
}

const aws = await startAws({ port });
for (const [name, value] of Object.entries(aws.environment())) {
  // The AWS CLI takes an empty AWS_PROFILE for a profile without a name.
  console.log(value === '' ? `unset ${name}` : `export ${name}=${value}`);
}
if (values.seed) {
  const { policyArn, bucket } = seedOfficeOnly(aws);
  console.log(`export GENKAN_POLICY_ARN=${policyArn}`);
  console.log(`export GENKAN_BUCKET=${bucket}`);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void aws.close();
  });
}
