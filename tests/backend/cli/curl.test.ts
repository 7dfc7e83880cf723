import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createLeaseResponseSchema, problemSchema } from '@genkan/shared/contract';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandsOf, snippet } from '../../repo/snippets/blocks.ts';
import { startAws } from '../../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import { findProgram } from '../../support/browsers/find-program.ts';
import { type Administrator, administrator, createPolicyAndBucket } from './administrator.ts';
import { type RunningProxy, startProxy } from './start-proxy.ts';
import { type RunningServer, startServer } from './start-server.ts';

const HOME = '203.0.113.7';
const OFFICE = '123.123.123.123/32';
const TIME_LIMIT_MS = 30_000;

/** A way to send the documented request; returns the response's body. */
interface Way {
  readonly name: string;
  send(command: string, environment: Readonly<Record<string, string>>): Promise<string>;
}

/** The arguments of the command: `-X METHOD`, one `-H "name: value"` and the URL. */
const COMMAND = /^curl -X (?<method>[A-Z]+) -H "(?<name>[\w-]+): (?<value>[^"]+)" "(?<url>[^"]+)"$/;

const byNode: Way = {
  name: 'the same request by Node',
  async send(command, environment) {
    const filled = command.replace(/\$(\w+)/g, (_, name: string) => environment[name] ?? '');
    const { method, name = '', value = '', url = '' } = COMMAND.exec(filled)?.groups ?? {};
    const response = await fetch(url, { ...(method && { method }), headers: { [name]: value } });
    return response.text();
  },
};

const byCurl: Way = {
  name: 'curl, run by sh',
  async send(command, environment) {
    // Without curl's progress meter, and without the proxy of this machine, if it has one.
    const env = { PATH: process.env['PATH'] ?? '', NO_PROXY: '*', ...environment };
    return (await promisify(execFile)('sh', ['-c', command], { env, timeout: TIME_LIMIT_MS })).stdout;
  },
};

const canRunCurl = findProgram(['sh']) !== undefined && findProgram(['curl']) !== undefined;
if (!canRunCurl) console.info('curl is not on this machine: its request is sent by Node alone.');

describe.each(canRunCurl ? [byCurl, byNode] : [byNode])('with a key and no browser: $name', ({ send }) => {
  let aws: Awaited<ReturnType<typeof startAws>>;
  let server: RunningServer;
  let proxy: RunningProxy;
  let admin: Administrator;
  let key: string;

  beforeAll(async () => {
    aws = await startAws();
    const names = { policy: 'OfficeOnly', bucket: 'genkan-curl' };
    admin = administrator({
      aws: aws.endpoint,
      ...(await createPolicyAndBucket(aws.endpoint, names, OFFICE_ONLY_DOCUMENT)),
    });
    await admin.genkan('init', '--yes');
    server = await startServer(admin.environment);
    proxy = await startProxy(server.endpoint, HOME);
    const added = await admin.json(
      'member',
      'add',
      'hanako',
      '--name',
      'Hanako',
      '--endpoint',
      proxy.endpoint,
    );
    key = v.parse(v.object({ key: v.string() }), added).key;
  }, 60_000);

  afterAll(async () => {
    await proxy?.close();
    await server?.close();
    await aws?.close();
  });

  const [command = ''] = commandsOf(snippet('README.md#for-members-three-steps'));
  const run = async (GENKAN_KEY: string): Promise<unknown> =>
    JSON.parse(await send(command, { GENKAN_KEY, GENKAN_ENDPOINT: proxy.endpoint }));

  test("README's command allows the address of its sender", async () => {
    const answer = v.parse(createLeaseResponseSchema, await run(key));
    expect(answer).toMatchObject({ outcome: 'granted', lease: { cidr: `${HOME}/32` } });
    expect(await admin.allowed()).toEqual([OFFICE, `${HOME}/32`]);
  });

  test('sent again, it renews', async () => {
    expect(v.parse(createLeaseResponseSchema, await run(key))).toMatchObject({ outcome: 'renewed' });
    expect(await admin.allowed()).toEqual([OFFICE, `${HOME}/32`]);
  });

  test('an unknown key is refused, and gets no access', async () => {
    const before = await admin.allowed();
    const answer = v.parse(problemSchema, await run(key.slice(0, -4)));
    expect(answer).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(await admin.allowed()).toEqual(before);
  });
});
