import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runTask } from '../../src/tasks/run-task.ts';
import { startLoopbackServer } from '../../src/testing/loopback-server.ts';
import { createTestBackend, HOME, OFFICE_POLICY } from '../../src/testing/test-backend.ts';
import { handler } from './handler.ts';

/**
 * A deletion from end to end: CloudFormation's event, the deployed function with the real SDK, the backend's own
 * scheduled task, the policy. The loopback server stands for S3's listing, Lambda's invocation and CloudFormation's
 * response URL.
 */
let world: Awaited<ReturnType<typeof createTestBackend>>;
let sent: unknown;

const server = await startLoopbackServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://loopback');
  const body = await text(request);
  if (url.pathname === '/response') {
    sent = JSON.parse(body);
    response.end();
  } else if (url.pathname.endsWith('/invocations')) {
    try {
      response.end(JSON.stringify(await runTask(world.deps, JSON.parse(body))));
    } catch (error) {
      response.setHeader('x-amz-function-error', 'Unhandled');
      response.end(JSON.stringify({ errorMessage: String(error) }));
    }
  } else {
    const keys = await world.objects.list(url.searchParams.get('prefix') ?? '');
    response.setHeader('content-type', 'application/xml');
    response.end(`<ListBucketResult><KeyCount>${keys.length}</KeyCount></ListBucketResult>`);
  }
});
afterAll(server.close);

async function deleteStack(): Promise<void> {
  vi.stubEnv('AWS_ENDPOINT_URL', server.origin);
  await handler({
    RequestType: 'Delete',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'RestoreOnDelete',
    PhysicalResourceId: `restore:${world.policy.arn}`,
    ResourceProperties: { PolicyArn: world.policy.arn },
    ResponseURL: `${server.origin}/response`,
  });
}

beforeEach(() => {
  sent = undefined;
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('BUCKET', 'team_bucket');
  vi.stubEnv('RESET_FUNCTION', 'genkan-reset');
});
afterEach(() => vi.unstubAllEnvs());

test('puts the policy back to its baseline, leases and manual edits included', async () => {
  world = await createTestBackend();
  const key = await world.join('aiko');
  await world.call('POST', '/v1/leases', { key, from: HOME, body: {} });
  await world.policy.createVersion(world.policy.document().replace(HOME, '198.51.100.1'));
  await deleteStack();
  expect(sent).toMatchObject({ Status: 'SUCCESS' });
  expect(JSON.parse(world.policy.document())).toEqual(JSON.parse(OFFICE_POLICY));
});

test('stops the deletion when the baseline is broken, and changes nothing', async () => {
  world = await createTestBackend({ baseline: '{ "Statement": ' });
  await deleteStack();
  expect(sent).toMatchObject({ Status: 'FAILED' });
  expect(JSON.stringify(sent)).toContain('baseline');
  expect(world.policy.version()).toBe('v1');
});

test('lets a deployment go that never adopted a policy', async () => {
  world = await createTestBackend({ baseline: null });
  await deleteStack();
  expect(sent).toMatchObject({ Status: 'SUCCESS' });
  expect(world.policy.version()).toBe('v1');
});
