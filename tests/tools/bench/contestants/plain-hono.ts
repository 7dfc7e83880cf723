/**
 * The comparison for a cold start and for the bundle's size: the same route in the usual way, with Hono, its Lambda adapter
 * and both SDK clients with their defaults.
 */
import { createHash } from 'node:crypto';
import { GetPolicyVersionCommand, IAMClient, ListPolicyVersionsCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';

const iam = new IAMClient({});
const s3 = new S3Client({ forcePathStyle: true });
const PolicyArn = process.env['BENCH_POLICY_ARN'];
const Bucket = process.env['BENCH_BUCKET'];

const app = new Hono<{ Bindings: { event: LambdaEvent } }>();

app.get('/v1/me', async (c) => {
  const [memberId = '', secret = ''] = (c.req.header('authorization') ?? '')
    .replace('Bearer genkan_', '')
    .split('.');
  const hash = createHash('sha256').update(secret).digest('hex');
  const [member, leases, versions] = await Promise.all([
    s3.send(new GetObjectCommand({ Bucket, Key: `members/${memberId}.json` })),
    s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'leases/' })),
    iam.send(new ListPolicyVersionsCommand({ PolicyArn })),
  ]);
  const live = await iam.send(
    new GetPolicyVersionCommand({
      PolicyArn,
      VersionId: versions.Versions?.find((version) => version.IsDefaultVersion)?.VersionId,
    }),
  );
  const document = decodeURIComponent(live.PolicyVersion?.Document ?? '');
  const { requestContext } = c.env.event;
  const address = 'http' in requestContext ? requestContext.http.sourceIp : '';
  return c.json({
    member: JSON.parse((await member.Body?.transformToString()) ?? '{}'),
    keyHash: hash,
    leases: leases.KeyCount,
    address,
    allowed: document.includes(address),
  });
});

export const handler = handle(app);
