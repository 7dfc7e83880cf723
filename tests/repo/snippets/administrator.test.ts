import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreatePolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListObjectsV2Command, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { formatEnvironmentFile } from '../../../backend/infra/deploy/steps/cli-environment.ts';
import { type RunningScheduler, startScheduler } from '../../backend/cli/start-scheduler.ts';
import { type RunningServer, startServer } from '../../backend/cli/start-server.ts';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import { type Account, openAccount, type Team } from './account.ts';
import { type Block, commandsOf, snippet } from './blocks.ts';
import { type Checkout, createCheckout } from './checkout.ts';

const OFFICE = '123.123.123.123/32';
const HOME = '203.0.113.7';
const STRANGER = '198.51.100.66';
const REFUSES_ALL = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

let account: Account;
let scheduler: RunningScheduler;
/** Where the doctor sends requests, and what setup codes name. */
let endpoint: RunningServer;

beforeAll(async () => {
  [account, scheduler] = await Promise.all([openAccount(), startScheduler()]);
  scheduler.entries = [
    { name: 'Reset', task: 'reset', enabled: true },
    { name: 'Reconcile', task: 'reconcile', enabled: true },
  ];
  endpoint = await startServer((await account.makePolicy('Endpoint', OFFICE_ONLY_DOCUMENT)).environment);
}, 4 * 60_000);
afterAll(async () => {
  await endpoint?.close();
  await scheduler?.close();
  await account?.close();
});

interface Deployment {
  readonly team: Team;
  readonly checkout: Checkout;
}

/** A deployment, and an administrator at a checkout with its settings; each test has its own. */
async function startDeployment(
  { onTestFinished }: TestContext,
  name: string,
  options: { bucket?: boolean; adopted?: boolean } = {},
): Promise<Deployment> {
  const team = await account.makePolicy(name, OFFICE_ONLY_DOCUMENT);
  if (options.bucket !== false) await account.makeBucket(team.bucket);
  const GENKAN_ENDPOINT_DUAL_STACK = endpoint.endpoint;
  const checkout = await createCheckout({
    ...team.environment,
    GENKAN_ENDPOINT_DUAL_STACK,
    AWS_ENDPOINT_URL_SCHEDULER: scheduler.endpoint,
  });
  onTestFinished(() => checkout.remove());
  const settings = formatEnvironmentFile({ ...team.settings, GENKAN_ENDPOINT_DUAL_STACK });
  await mkdir(join(checkout.folder, 'backend/infra'), { recursive: true });
  await writeFile(join(checkout.folder, 'backend/infra/genkan.env'), settings);
  if (options.adopted !== false) await checkout.run({ code: 'pnpm genkan init --yes' });
  return { team, checkout };
}

/** The team's server, for members. */
async function serve({ onTestFinished }: TestContext, { environment }: Team): Promise<RunningServer> {
  const server = await startServer(environment);
  onTestFinished(() => server.close());
  return server;
}

/** Runs the block; without `aws`, its commands are skipped and `instead` has the same effect. */
async function runWithAws(
  checkout: Checkout,
  block: Block,
  { fill = {}, instead }: { fill?: Record<string, string>; instead: () => Promise<unknown> },
): Promise<string> {
  if (account.hasAwsCommand) return checkout.run(block, fill);
  await instead();
  const rest = commandsOf(block).filter((command) => !command.startsWith('aws '));
  return checkout.run({ code: rest.join('\n') });
}

const put = (Bucket: string, Key: string, Body: string) =>
  account.s3.send(new PutObjectCommand({ Bucket, Key, Body }));

const addMember = async (checkout: Checkout, id: string) =>
  keyIn(await checkout.run({ code: `pnpm genkan member add ${id} --name ${id}` }));

function keyIn(output: string): string {
  const code = parseSetupCode(/genkan1_[\w-]+/.exec(output)?.[0] ?? '');
  if (!code.ok) throw new Error(`No setup code was printed:\n${output}`);
  return code.value.key;
}

async function editByHand({ team }: Deployment, document: string): Promise<void> {
  const iam = new IAMClient({
    endpoint: team.aws['AWS_ENDPOINT_URL'] ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'sandbox-secret' },
  });
  const PolicyArn = team.policyArn;
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document, SetAsDefault: true }));
  iam.destroy();
}

// Concurrent: most of the time passes in other processes, or until the caches of a server have expired.
describe.concurrent('an administrator does what the documents say', { timeout: 4 * 60_000 }, () => {
  test('README: from then on, with the settings that the deployment wrote', async (context) => {
    const { checkout, team } = await startDeployment(context, 'Tonight');
    const withoutSettings = `unset ${Object.keys(team.settings).join(' ')} GENKAN_ENDPOINT_DUAL_STACK`;
    // Without the file there are none.
    expect((await checkout.try({ code: `${withoutSettings}; pnpm genkan lease list` })).code).toBe(2);
    const { code } = snippet('README.md#for-administrators-tonight-2');
    const outcome = await checkout.try({ code: `${withoutSettings}\n${code}` });
    expect(outcome.output.match(/genkan1_/g)).toHaveLength(2);
    expect(outcome.output).toContain('There are no active leases.');
    expect(outcome.output).toContain('✔ policy: The live policy');
    // The doctor ends the block; it may find that the policy is attached to nothing and that this machine has no IPv6.
    expect([0, 1]).toContain(outcome.code);
  });

  test('README, CLI: the move from the two functions', async (context) => {
    const block = snippet('README.md#coming-from-the-two-lambda-original');
    expect(snippet('backend/CLI.md#from-the-two-functions-with-a-nightly-json-file').code).toBe(block.code);
    const { team, checkout } = await startDeployment(context, 'Original');
    const nightly = OFFICE_ONLY_DOCUMENT.replace(OFFICE, '192.0.2.0/24');
    await account.makeBucket('nightly-restore');
    await put('nightly-restore', 'policy.json', nightly);
    const output = await runWithAws(checkout, block, {
      fill: { 'YOUR-OLD-BUCKET': 'nightly-restore' },
      instead: () => writeFile(join(checkout.folder, 'nightly.json'), nightly),
    });
    expect(output).toContain('as the next reset does it');
    expect(await checkout.run({ code: 'pnpm genkan baseline show' })).toContain('192.0.2.0/24');
    expect(await team.allowed()).toEqual([OFFICE]);
  });

  test('CLI: three ways to start it', async (context) => {
    const { checkout } = await startDeployment(context, 'ThreeWays');
    const { code, output } = await checkout.try(snippet('backend/CLI.md#the-genkan-command-line'));
    expect(output.match(/Usage: genkan/g)).toHaveLength(2);
    expect(output).toContain('✔ baseline:');
    expect([0, 1]).toContain(code);
  });

  test('OPERATIONS: the doctor', async (context) => {
    const { checkout, team } = await startDeployment(context, 'Doctor');
    const block = snippet('backend/OPERATIONS.md#when-something-is-wrong');
    const withoutSettings = `unset ${Object.keys(team.settings).join(' ')}`;
    const { code, output } = await checkout.try({ code: `${withoutSettings}\n${block.code}` });
    expect(output).toContain('✔ baseline:');
    expect([0, 1]).toContain(code);
  });

  test('OPERATIONS: a broken baseline', async (context) => {
    const { checkout, team } = await startDeployment(context, 'Broken');
    const Prefix = 'baseline.json';
    const { Versions = [] } = account.hasAwsCommand
      ? await account.s3.send(new ListObjectVersionsCommand({ Bucket: team.bucket, Prefix }))
      : {};
    await put(team.bucket, 'baseline.json', '{oops');
    expect((await checkout.try({ code: 'pnpm genkan reset' })).output).toContain('it is not JSON');
    const output = await runWithAws(checkout, snippet('backend/OPERATIONS.md#a-broken-baseline'), {
      fill: { VERSION: Versions[0]?.VersionId ?? '' },
      instead: () => writeFile(join(checkout.folder, 'good.json'), OFFICE_ONLY_DOCUMENT),
    });
    expect(output).toContain('The baseline is set.');
    expect(await checkout.run({ code: 'pnpm genkan baseline show' })).toContain(OFFICE);
  });

  test('OPERATIONS: a lost bucket', async (context) => {
    const { checkout, team } = await startDeployment(context, 'Lost', { bucket: false, adopted: false });
    await editByHand(
      { checkout, team },
      OFFICE_ONLY_DOCUMENT.replace(`"${OFFICE}"`, `"${OFFICE}", "${HOME}/32"`),
    );
    await runWithAws(checkout, snippet('backend/OPERATIONS.md#a-lost-bucket'), {
      instead: () => account.makeBucket(team.bucket),
    });
    // The person takes out what is no office.
    const file = join(checkout.folder, 'baseline.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace(`, "${HOME}/32"`, ''));
    const output = await checkout.run(snippet('backend/OPERATIONS.md#a-lost-bucket-2'));
    expect(await team.allowed()).toEqual([OFFICE]);
    const server = await serve(context, team);
    const answer = await server.call('POST', '/v1/leases', HOME, keyIn(output));
    expect(answer.status).toBe(201);
    expect(await team.allowed()).toEqual([OFFICE, `${HOME}/32`]);
  });

  test('OPERATIONS: a key in the wrong hands', async (context) => {
    const { checkout, team } = await startDeployment(context, 'Stolen');
    const server = await serve(context, team);
    const stolen = await addMember(checkout, 'alice');
    expect((await server.call('POST', '/v1/leases', STRANGER, stolen)).status).toBe(201);
    const output = await checkout.run(snippet('backend/OPERATIONS.md#a-key-in-the-wrong-hands'));
    expect(output).toContain(STRANGER);
    expect(await team.allowed()).toEqual([OFFICE]);
    expect((await server.call('POST', '/v1/leases', STRANGER, stolen)).status).toBe(401);
    // A server may cache a member's record for ten seconds; an unknown key makes it read the record again.
    expect((await server.call('POST', '/v1/leases', HOME, keyIn(output))).status).toBe(201);
    expect(await team.allowed()).toEqual([OFFICE, `${HOME}/32`]);
  });

  test('OPERATIONS: locked out, with Genkan at hand', async (context) => {
    const office = await startDeployment(context, 'LockedOut');
    await editByHand(office, REFUSES_ALL);
    const output = await office.checkout.run(snippet('backend/OPERATIONS.md#locked-out-altogether'));
    expect(output).toContain('The policy is reset');
    expect(await office.team.allowed()).toEqual([OFFICE]);
  });

  test('OPERATIONS: locked out, with AWS alone', async (context) => {
    const office = await startDeployment(context, 'Root');
    await editByHand(office, REFUSES_ALL);
    const block = snippet('backend/OPERATIONS.md#locked-out-altogether-2');
    expect(commandsOf(block)).toHaveLength(3);
    if (account.hasAwsCommand) {
      await office.checkout.run(block, { VERSION: 'v1' });
      expect(await office.team.allowed()).toEqual([OFFICE]);
    }
  });

  test('backend: run it, with a server of one’s own', async (context) => {
    const { checkout, team } = await startDeployment(context, 'OfficeOnly', { adopted: false });
    const block = snippet('backend/README.md#run-it');
    const lines = block.code.trim().split('\n');
    // The checkout is a checkout after the build, and the server runs until it is stopped: other tests start it.
    expect([lines[0], lines.at(-1)]).toEqual(['npx -y pnpm build', 'node backend/dist/server.mjs']);
    const output = await checkout.run(
      { code: lines.slice(1, -1).join('\n') },
      { 'my-genkan-bucket': team.bucket, 'genkan.mjs init': 'genkan.mjs init --yes' },
    );
    expect(output).toContain('genkan1_');
  });

  test('deployment: keep the members of an earlier one', async (context) => {
    const { checkout, team } = await startDeployment(context, 'Earlier');
    await addMember(checkout, 'alice');
    await account.makeBucket('the-new-bucket');
    const block = snippet('backend/infra/README.md#destroying');
    expect(commandsOf(block)).toHaveLength(1);
    if (account.hasAwsCommand) {
      await checkout.run(block, { 's3://OLD/': `s3://${team.bucket}/`, 's3://NEW/': 's3://the-new-bucket/' });
      const { Contents = [] } = await account.s3.send(new ListObjectsV2Command({ Bucket: 'the-new-bucket' }));
      expect(Contents.map(({ Key }) => Key)).toEqual(['baseline.json', 'members/alice.json']);
    }
  });
});
