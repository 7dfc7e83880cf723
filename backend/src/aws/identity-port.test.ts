import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../runtime/config.ts';
import { startLoopbackServer } from '../testing/loopback-server.ts';
import { createIdentityPort } from './identity-port.ts';

const POLICY = 'arn:aws:iam::123456789012:policy/OfficeOnly';

/** IAM's error document, or an empty result. */
async function openPort(code?: string, status = 409) {
  const actions: (string | null)[] = [];
  const server = await startLoopbackServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', () => {
        actions.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('Action'));
        const type = { 'content-type': 'text/xml' };
        if (code === undefined) response.writeHead(200, type).end('<Response/>');
        else
          response
            .writeHead(status, type)
            .end(`<ErrorResponse><Error><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`);
      });
  });
  onTestFinished(server.close);
  const env = {
    GENKAN_POLICY_ARN: POLICY,
    GENKAN_BUCKET: 'genkan-test',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: server.origin,
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  return { port: createIdentityPort(loadConfig(env), env), actions };
}

test('a policy of the same name and path counts as created', async () => {
  const { port } = await openPort('EntityAlreadyExists');
  const policy = { name: 'OfficeOnly-alice', path: '/genkan/', document: '{}' };
  expect(await port.createPolicy(policy)).toBe('arn:aws:iam::123456789012:policy/genkan/OfficeOnly-alice');
});

test('a policy that IAM does not take is an error', async () => {
  const { port } = await openPort('MalformedPolicyDocument', 400);
  const policy = { name: 'OfficeOnly-alice', path: '/genkan/', document: '{}' };
  await expect(port.createPolicy(policy)).rejects.toThrow();
});

test('whether the policy was attached to the user itself is told', async () => {
  expect(await (await openPort()).port.detachFromUser('alice', POLICY)).toBe(true);
  expect(await (await openPort('NoSuchEntity', 404)).port.detachFromUser('alice', POLICY)).toBe(false);
  await expect((await openPort('AccessDenied', 403)).port.detachFromUser('alice', POLICY)).rejects.toThrow();
});

test('an attachment is one call', async () => {
  const { port, actions } = await openPort();
  await port.attachToUser('alice', POLICY);
  expect(actions).toEqual(['AttachUserPolicy']);
});
