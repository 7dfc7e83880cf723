import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startLoopbackServer } from '../../src/testing/loopback-server.ts';
import { handler } from './handler.ts';

/** One loopback server for S3, Lambda and CloudFormation's response URL; the SDK and `fetch` are the real ones. */
const requests: { line: string; body: string; contentType: string | undefined }[] = [];
let functionError: string | undefined;
let responseStatus = 200;

const server = await startLoopbackServer(async (request, response) => {
  const body = await text(request);
  const line = `${request.method} ${request.url}`;
  requests.push({ line, body, contentType: request.headers['content-type'] });
  if (isResponse(request)) response.writeHead(responseStatus).end();
  else if (request.url?.includes('/invocations')) {
    response.writeHead(200, functionError === undefined ? {} : { 'x-amz-function-error': 'Unhandled' });
    response.end(functionError ?? 'null');
  } else {
    response.setHeader('content-type', 'application/xml');
    response.end('<ListBucketResult><KeyCount>1</KeyCount></ListBucketResult>');
  }
});

function isResponse(request: IncomingMessage): boolean {
  return request.method === 'PUT' && request.url === '/response';
}

afterAll(server.close);

beforeEach(() => {
  requests.length = 0;
  functionError = undefined;
  responseStatus = 200;
  vi.stubEnv('AWS_ENDPOINT_URL', server.origin);
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  // An underscore keeps the SDK from putting the bucket into the host name.
  vi.stubEnv('BUCKET', 'team_bucket');
  vi.stubEnv('RESET_FUNCTION', 'genkan-reset');
});
afterEach(() => vi.unstubAllEnvs());

function deleteEvent() {
  return {
    RequestType: 'Delete' as const,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'RestoreOnDelete',
    PhysicalResourceId: 'restore:arn:aws:iam::123456789012:policy/Office',
    ResourceProperties: { PolicyArn: 'arn:aws:iam::123456789012:policy/Office' },
    ResponseURL: `${server.origin}/response`,
  };
}

function sentResponse(): unknown {
  const sent = requests.find(({ line }) => line === 'PUT /response');
  return sent === undefined ? undefined : JSON.parse(sent.body);
}

describe('the function behind the custom resource', () => {
  test('runs the reset to the baseline and responds to CloudFormation', async () => {
    await handler(deleteEvent());
    const invocation = requests.find(({ line }) => line.includes('/functions/genkan-reset/invocations'));
    expect(JSON.parse(invocation?.body ?? 'null')).toEqual({ task: 'reset', toBaseline: true });
    expect(sentResponse()).toMatchObject({ Status: 'SUCCESS', StackId: 'stack' });
  });

  test('sends the response without a content type, as the presigned URL demands', async () => {
    await handler(deleteEvent());
    expect(requests.at(-1)?.contentType ?? '').toBe('');
  });

  test('takes a function error for a failure although Lambda responds with 200', async () => {
    functionError = '{"errorMessage":"The baseline is broken."}';
    await handler(deleteEvent());
    expect(sentResponse()).toMatchObject({ Status: 'FAILED' });
    expect(JSON.stringify(sentResponse())).toContain('The baseline is broken.');
  });

  test('fails when CloudFormation refuses the response, so that Lambda tries again', async () => {
    responseStatus = 403;
    await expect(handler(deleteEvent())).rejects.toThrow('CloudFormation refused the response: 403');
  });

  test('names a missing variable', async () => {
    vi.stubEnv('BUCKET', undefined);
    await expect(handler(deleteEvent())).rejects.toThrow('BUCKET is not set');
  });
});
