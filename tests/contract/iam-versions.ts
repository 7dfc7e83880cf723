import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import { OFFICE_ONLY_DOCUMENT } from '../sandbox/aws/seed.ts';
import type { ContractCase } from './contract-case.ts';
import { outcomesOf, refusalOf } from './refusal.ts';

/** Versions: five slots, ids that only go up, and a default that cannot be deleted. */
export const IAM_VERSION_CASES: readonly ContractCase[] = [
  {
    name: 'a new version is the default only when asked for',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      const quiet = await iam.send(
        new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: OFFICE_ONLY_DOCUMENT }),
      );
      expect([quiet.PolicyVersion?.VersionId, quiet.PolicyVersion?.IsDefaultVersion]).toEqual(['v2', false]);
      expect(await defaultOf(iam, arn)).toBe('v1');
      const loud = await create(iam, arn);
      expect([loud.PolicyVersion?.VersionId, loud.PolicyVersion?.IsDefaultVersion]).toEqual(['v3', true]);
      expect(await defaultOf(iam, arn)).toBe('v3');
      expect(await versionsOf(iam, arn)).toEqual({ v1: false, v2: false, v3: true });
    },
  },
  {
    name: 'the sixth version is refused until one is deleted',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      for (let count = 2; count <= 5; count += 1) await create(iam, arn);
      expect(await refusalOf(create(iam, arn))).toBe('LimitExceededException 409');
      await remove(iam, arn, 'v1');
      expect((await create(iam, arn)).PolicyVersion?.VersionId).toBe('v6');
      expect(await versionsOf(iam, arn)).toEqual({ v2: false, v3: false, v4: false, v5: false, v6: true });
    },
  },
  {
    name: 'an id is never used twice, not even the newest',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      await create(iam, arn, false);
      await create(iam, arn, false);
      await remove(iam, arn, 'v3');
      await remove(iam, arn, 'v2');
      expect((await create(iam, arn)).PolicyVersion?.VersionId).toBe('v4');
      await remove(iam, arn, 'v1');
      expect((await create(iam, arn)).PolicyVersion?.VersionId).toBe('v5');
    },
  },
  {
    name: 'the default version cannot be deleted',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      await create(iam, arn);
      expect(await refusalOf(remove(iam, arn, 'v2'))).toBe('DeleteConflictException 409');
      expect(await refusalOf(remove(iam, arn, 'v1'))).toBe('accepted');
      expect(await refusalOf(remove(iam, arn, 'v2'))).toBe('DeleteConflictException 409');
      expect(await versionsOf(iam, arn)).toEqual({ v2: true });
    },
  },
  {
    name: 'an older version can be made the default again',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      await create(iam, arn);
      await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn, VersionId: 'v1' }));
      expect(await versionsOf(iam, arn)).toEqual({ v1: true, v2: false });
      expect(await defaultOf(iam, arn)).toBe('v1');
    },
  },
  {
    name: 'the same document makes another version',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy(OFFICE_ONLY_DOCUMENT);
      expect((await create(iam, arn)).PolicyVersion?.VersionId).toBe('v2');
    },
  },
  {
    name: 'versions that are not there are refused with 404',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      await create(iam, arn);
      await remove(iam, arn, 'v1');
      const gone = { PolicyArn: arn, VersionId: 'v1' };
      expect(await refusalOf(remove(iam, arn, 'v1'))).toBe('NoSuchEntityException 404');
      expect(await refusalOf(iam.send(new GetPolicyVersionCommand(gone)))).toBe('NoSuchEntityException 404');
      expect(await refusalOf(iam.send(new SetDefaultPolicyVersionCommand(gone)))).toBe(
        'NoSuchEntityException 404',
      );
    },
  },
  {
    name: 'an id that is not one is refused with 400',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      expect(await refusalOf(remove(iam, arn, '1'))).toBe('ValidationError 400');
      expect(await refusalOf(remove(iam, arn, 'v0'))).toBe('ValidationError 400');
    },
  },
  {
    name: 'a list comes in pages when asked for',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      for (let count = 2; count <= 5; count += 1) await create(iam, arn);
      const ids: (string | undefined)[] = [];
      const sizes: number[] = [];
      let Marker: string | undefined;
      do {
        const page = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn, MaxItems: 2, Marker }));
        ids.push(...(page.Versions ?? []).map(({ VersionId }) => VersionId));
        sizes.push(page.Versions?.length ?? 0);
        expect(page.IsTruncated).toBe(page.Marker !== undefined);
        Marker = page.Marker;
      } while (Marker !== undefined);
      expect(sizes).toEqual([2, 2, 1]);
      expect(ids.sort()).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
    },
  },
  {
    name: 'ten racing creations share four free slots and get ids of their own',
    async run({ iam, makePolicy }) {
      const arn = await makePolicy();
      const outcomes = await outcomesOf(Array.from({ length: 10 }, () => create(iam, arn)));
      expect(outcomes).toEqual({ accepted: 4, 'LimitExceededException 409': 6 });
      const versions = await versionsOf(iam, arn);
      expect(Object.keys(versions).sort()).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
      expect(Object.values(versions).filter(Boolean)).toHaveLength(1);
    },
  },
];

function create(iam: IAMClient, arn: string, setAsDefault = true) {
  const input = { PolicyArn: arn, PolicyDocument: OFFICE_ONLY_DOCUMENT, SetAsDefault: setAsDefault };
  return iam.send(new CreatePolicyVersionCommand(input));
}

function remove(iam: IAMClient, arn: string, versionId: string) {
  return iam.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: versionId }));
}

async function defaultOf(iam: IAMClient, arn: string): Promise<string | undefined> {
  return (await iam.send(new GetPolicyCommand({ PolicyArn: arn }))).Policy?.DefaultVersionId;
}

/** Each version's id, and whether it is the default. */
async function versionsOf(iam: IAMClient, arn: string): Promise<Record<string, boolean | undefined>> {
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }));
  return Object.fromEntries(
    Versions.map(({ VersionId = '', IsDefaultVersion }) => [VersionId, IsDefaultVersion]),
  );
}
