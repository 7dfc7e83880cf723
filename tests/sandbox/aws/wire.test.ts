import { once } from 'node:events';
import { Agent, IncomingMessage, request } from 'node:http';
import { GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusalOf } from '../../contract/refusal.ts';
import { type AwsSandbox, startAws } from './sandbox.ts';
import { type Seed, seedOfficeOnly } from './seed.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let aws: AwsSandbox;
let seed: Seed;

beforeEach(async () => {
  aws = await startAws({ accountId: '210987654321' });
  seed = seedOfficeOnly(aws);
});

afterEach(() => aws.close());

test('a bucket may be named by the host, as the SDK does for an endpoint that is a name', async () => {
  const httpAgent = new Agent({
    lookup: (_host, { all }, tell) =>
      all ? tell(null, [{ address: '127.0.0.1', family: 4 }]) : tell(null, '127.0.0.1', 4),
  });
  const endpoint = aws.endpoint.replace('127.0.0.1', 'localhost');
  const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, requestHandler: { httpAgent } });
  const object = { Bucket: seed.bucket, Key: 'leases/a b' };
  await s3.send(new PutObjectCommand({ ...object, Body: 'here' }));
  expect(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('here');
  expect((await s3.send(new ListObjectsV2Command({ Bucket: seed.bucket }))).KeyCount).toBe(1);
  expect(aws.log.requests({ service: 's3' })[0]).toMatchObject({
    operation: 'PutObject',
    resource: `${seed.bucket}/leases/a b`,
  });
  s3.destroy();
});

test('one port serves S3, IAM and STS; the signature selects the service', async () => {
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const { status, text } = await send({ body, authorization: signedFor('sts') });
  expect(status).toBe(200);
  expect(text).toContain('<Account>210987654321</Account>');
  expect(text).toContain('<Arn>arn:aws:iam::210987654321:user/sandbox-admin</Arn>');
});

test('a request without a signature is refused', async () => {
  const iam = await send({ body: 'Action=GetPolicy' });
  expect([iam.status, iam.text]).toEqual([
    403,
    expect.stringContaining('<Code>MissingAuthenticationToken</Code>'),
  ]);
  const s3 = await send({ method: 'GET', path: `/${seed.bucket}?list-type=2` });
  expect([s3.status, s3.text]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
});

test('what the sandbox does not have is refused aloud, and logged', async () => {
  const iam = new IAMClient({ endpoint: aws.endpoint, region: 'us-east-1', credentials });
  const s3 = new S3Client({ endpoint: aws.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const copy = { Bucket: seed.bucket, Key: 'b', CopySource: `${seed.bucket}/a` };
  expect(await refusalOf(iam.send(new GetUserCommand({ UserName: 'hanako' })))).toBe('InvalidAction 400');
  expect(await refusalOf(s3.send(new CopyObjectCommand(copy)))).toBe('NotImplemented 501');
  const ranged = new GetObjectCommand({ Bucket: seed.bucket, Key: 'a', Range: 'bytes=0-1' });
  expect(await refusalOf(s3.send(ranged))).toBe('NotImplemented 501');
  expect(aws.log.requests().map(({ operation, status }) => [operation, status])).toEqual([
    ['Unknown', 400],
    ['Unknown', 501],
    ['Unknown', 501],
  ]);
  iam.destroy();
  s3.destroy();
});

test('text in responses is escaped', async () => {
  const body = new URLSearchParams({
    Action: 'GetPolicy',
    PolicyArn: 'arn:aws:iam::1:policy/<&>"',
  }).toString();
  const { status, text } = await send({ body, authorization: signedFor('iam') });
  expect(status).toBe(404);
  expect(text).toContain('policy/&lt;&amp;&gt;&quot; does not exist');
});

test('an upload without a length is refused', async () => {
  const { status, text } = await send({
    method: 'PUT',
    path: `/${seed.bucket}/a`,
    body: 'x',
    chunked: true,
    authorization: signedFor('s3'),
  });
  expect([status, text]).toEqual([411, expect.stringContaining('<Code>MissingContentLength</Code>')]);
});

interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly chunked?: boolean;
  readonly authorization?: string;
}

async function send({ method = 'POST', path = '/', body = '', chunked = false, authorization }: RawRequest) {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length }),
    ...(authorization === undefined ? {} : { authorization }),
  };
  const outgoing = request(aws.endpoint + path, { method, headers });
  outgoing.end(body);
  const [response]: unknown[] = await once(outgoing, 'response');
  if (!(response instanceof IncomingMessage)) throw new Error('There is no answer');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, text };
}

function signedFor(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
