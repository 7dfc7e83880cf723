import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { startAws } from '../../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from '../../sandbox/aws/seed.ts';
import { snippet } from './blocks.ts';
import { createCheckout } from './checkout.ts';

const OTHER = '210987654321';

test('TARGETS: another account, groups and a boundary', { timeout: 2 * 60_000 }, async () => {
  const aws = await startAws();
  onTestFinished(() => aws.close());
  const { policyArn, bucket } = seedOfficeOnly(aws);
  const { arn } = aws.accounts
    .account(OTHER)
    .createPolicy({ policyName: 'OfficeOnly', policyDocument: OFFICE_ONLY_DOCUMENT });
  aws.accounts.putRole(OTHER, { name: 'genkan/backend', policies: [arn] });
  const checkout = await createCheckout({
    ...aws.environment(),
    GENKAN_POLICY_ARN: policyArn,
    GENKAN_BUCKET: bucket,
    GENKAN_ENDPOINT_DUAL_STACK: 'https://genkan.example.com',
  });
  onTestFinished(() => checkout.remove());
  const fileOf = async (name: string) => parse(await readFile(join(checkout.folder, name), 'utf8'));
  await checkout.run({ code: 'pnpm genkan init --yes\npnpm genkan member add hanako --name Hanako' });

  const listed = await checkout.run(snippet('backend/infra/TARGETS.md#a-policy-in-another-account'));
  expect(listed).toMatch(/production +Production +everybody without a group/);
  const { Role } = (await fileOf('genkan-role.yaml')).Resources;
  const [trust] = Role.Properties.AssumeRolePolicyDocument.Statement;
  expect(trust.Principal).toEqual({ AWS: `arn:aws:iam::${aws.accountId}:root` });

  const groups = await checkout.run(snippet('backend/infra/TARGETS.md#groups'));
  expect(groups).toContain('hanako is in developers, operators.');

  await writeFile(join(checkout.folder, 'members.yaml'), snippet('backend/CLI.md#members-as-a-file').code);
  await writeFile(join(checkout.folder, 'members.csv'), snippet('backend/CLI.md#members-as-a-file-2').code);
  const synced = await checkout.run({ code: 'pnpm genkan member sync members.yaml --codes codes.txt' });
  expect(synced).toContain('1 added, 1 changed, 0 enabled, 0 disabled.');
  expect(await checkout.run({ code: 'pnpm genkan member sync members.csv' })).toContain('0 added, 1 changed');

  await checkout.run(
    snippet('backend/infra/TARGETS.md#a-permissions-boundary-instead-of-a-deny-on-the-group'),
  );
  const { Policy } = (await fileOf('boundary.yaml')).Resources;
  const [allow, deny] = Policy.Properties.PolicyDocument.Statement;
  expect([allow.Effect, deny.Effect]).toEqual(['Allow', 'Deny']);
  expect(deny.Condition.NotIpAddress['aws:SourceIp']).toEqual(['123.123.123.123/32']);
});
