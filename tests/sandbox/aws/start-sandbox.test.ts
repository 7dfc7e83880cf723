import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { GetPolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { snippet } from '../../repo/snippets/blocks.ts';

const STARTUP_MS = 30_000;

const MAIN = fileURLToPath(new URL('./start-sandbox.ts', import.meta.url));
/** The command of the README, on a free port. */
const [, , ...DOCUMENTED] = snippet('tests/sandbox/aws/README.md#a-local-aws').code.trim().split(' ');

test(
  'run alone it prints an environment that works, and ends when told',
  async () => {
    const child = run(...DOCUMENTED.map((word) => word.replace(/^\d+$/, '0')));
    const variables = new Map<string, string>();
    for await (const line of createInterface({ input: child.stdout })) {
      const [, name = '', value = ''] = /^export (\w+)=(.*)$/.exec(line) ?? [];
      variables.set(name, value);
      if (name === 'GENKAN_BUCKET') break;
    }
    const iam = new IAMClient({
      endpoint: variables.get('AWS_ENDPOINT_URL') ?? '',
      region: variables.get('AWS_REGION') ?? '',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { Policy } = await iam.send(
      new GetPolicyCommand({ PolicyArn: variables.get('GENKAN_POLICY_ARN') }),
    );
    expect([Policy?.PolicyName, Policy?.AttachmentCount]).toEqual(['OfficeOnly', 1]);
    iam.destroy();
    child.kill('SIGTERM');
    expect(await exitCodeOf(child)).toBe(0);
  },
  STARTUP_MS,
);

test(
  'a port that is none is refused',
  async () => {
    const child = run('--port', 'http');
    expect(await exitCodeOf(child)).toBe(2);
  },
  STARTUP_MS,
);

function run(...options: readonly string[]) {
  return spawn(process.execPath, [MAIN, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
}

async function exitCodeOf(child: ChildProcess): Promise<unknown> {
  const [code]: unknown[] = await once(child, 'exit');
  return code;
}
