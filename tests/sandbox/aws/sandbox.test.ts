import { GetPolicyVersionCommand, IAMClient, ListPolicyVersionsCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AwsSandbox, startAws } from './sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from './seed.ts';

let aws: AwsSandbox;
let s3: S3Client;
let iam: IAMClient;

beforeEach(async () => {
  aws = await startAws();
  const connection = {
    endpoint: aws.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  s3 = new S3Client(connection);
  iam = new IAMClient(connection);
});

afterEach(async () => {
  s3.destroy();
  iam.destroy();
  await aws.close();
});

test('the seed is one policy with one version, and an empty bucket', async () => {
  const { policyArn, bucket } = seedOfficeOnly(aws);
  const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: policyArn }));
  expect(Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
    ['v1', true],
  ]);
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: 'v1' }),
  );
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(OFFICE_ONLY_DOCUMENT);
  expect((await s3.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount).toBe(0);
});

test('the state machines and the wire show the same objects', async () => {
  const { bucket } = seedOfficeOnly(aws);
  const put = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/b c+é.json', Body: '{"a":"é"}' }));
  expect(aws.s3.bucket(bucket).get('a/b c+é.json').etag).toBe(put.ETag);
  const got = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'a/b c+é.json' }));
  expect(await got.Body?.transformToString()).toBe('{"a":"é"}');
});
