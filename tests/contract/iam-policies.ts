import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListEntitiesForPolicyCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import { OFFICE_ONLY_DOCUMENT } from '../sandbox/aws/seed.ts';
import type { ContractCase } from './contract-case.ts';
import { refusalOf } from './refusal.ts';

/** Policies as such: made, found, refused, deleted. */
export const IAM_POLICY_CASES: readonly ContractCase[] = [
  {
    name: 'a new policy has one version, v1, and it is the default',
    async run({ iam, makePolicyName }) {
      const PolicyName = makePolicyName();
      const input = { PolicyName, PolicyDocument: OFFICE_ONLY_DOCUMENT, Description: 'the fence' };
      const { Policy: created } = await iam.send(new CreatePolicyCommand(input));
      expect(created?.Arn).toMatch(new RegExp(`^arn:aws:iam::\\d{12}:policy/${PolicyName}$`));
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: created?.Arn }));
      expect(Policy).toMatchObject({
        PolicyName,
        Arn: created?.Arn,
        PolicyId: created?.PolicyId,
        DefaultVersionId: 'v1',
        AttachmentCount: 0,
        IsAttachable: true,
        Path: '/',
        Description: 'the fence',
      });
      expect(Policy?.CreateDate).toBeInstanceOf(Date);
      const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: created?.Arn }));
      expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v1']);
    },
  },
  {
    name: 'a name can be used once',
    async run({ iam, makePolicyName }) {
      const input = { PolicyName: makePolicyName(), PolicyDocument: OFFICE_ONLY_DOCUMENT };
      await iam.send(new CreatePolicyCommand(input));
      expect(await refusalOf(iam.send(new CreatePolicyCommand(input)))).toBe(
        'EntityAlreadyExistsException 409',
      );
    },
  },
  {
    name: 'a policy has the tags it was given, each key once',
    async run({ iam, makePolicy }) {
      const PolicyArn = await makePolicy();
      const list = () => iam.send(new ListPolicyTagsCommand({ PolicyArn }));
      expect((await list()).Tags).toEqual([]);
      const tag = (...Tags: { Key: string; Value: string }[]) =>
        iam.send(new TagPolicyCommand({ PolicyArn, Tags }));
      await tag({ Key: 'ManagedBy', Value: 'terraform' }, { Key: 'team', Value: 'platform' });
      await tag({ Key: 'team', Value: 'security' });
      const { Tags = [], IsTruncated } = await list();
      expect(IsTruncated).toBe(false);
      expect(Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))).toEqual({
        ManagedBy: 'terraform',
        team: 'security',
      });
      const none = new ListPolicyTagsCommand({ PolicyArn: `${PolicyArn}-none` });
      expect(await refusalOf(iam.send(none))).toBe('NoSuchEntityException 404');
    },
  },
  {
    name: 'a policy that is not there is refused with 404 by every operation',
    async run({ iam, makePolicy }) {
      const PolicyArn = `${await makePolicy()}-none`;
      const version = { PolicyArn, VersionId: 'v1' };
      const PolicyDocument = OFFICE_ONLY_DOCUMENT;
      const refusals = await Promise.all([
        refusalOf(iam.send(new GetPolicyCommand({ PolicyArn }))),
        refusalOf(iam.send(new ListPolicyVersionsCommand({ PolicyArn }))),
        refusalOf(iam.send(new GetPolicyVersionCommand(version))),
        refusalOf(iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }))),
        refusalOf(iam.send(new DeletePolicyVersionCommand(version))),
        refusalOf(iam.send(new SetDefaultPolicyVersionCommand(version))),
      ]);
      expect(new Set(refusals)).toEqual(new Set(['NoSuchEntityException 404']));
    },
  },
  {
    name: 'deleting or listing the bearers of a policy that is not there is refused with 404',
    async run({ iam, makePolicy }) {
      const PolicyArn = `${await makePolicy()}-none`;
      expect(await refusalOf(iam.send(new DeletePolicyCommand({ PolicyArn })))).toBe(
        'NoSuchEntityException 404',
      );
      const list = new ListEntitiesForPolicyCommand({ PolicyArn });
      expect(await refusalOf(iam.send(list))).toBe('NoSuchEntityException 404');
    },
  },
  {
    name: 'a policy with several versions cannot be deleted, one with its default alone can',
    async run({ iam, makePolicy }) {
      const PolicyArn = await makePolicy();
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: OFFICE_ONLY_DOCUMENT }));
      const remove = () => iam.send(new DeletePolicyCommand({ PolicyArn }));
      expect(await refusalOf(remove())).toBe('DeleteConflictException 409');
      await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
      expect(await refusalOf(remove())).toBe('accepted');
      expect(await refusalOf(iam.send(new GetPolicyCommand({ PolicyArn })))).toBe(
        'NoSuchEntityException 404',
      );
    },
  },
  {
    name: 'a new policy is attached to nothing',
    async run({ iam, makePolicy }) {
      const list = new ListEntitiesForPolicyCommand({ PolicyArn: await makePolicy() });
      const { PolicyUsers, PolicyGroups, PolicyRoles } = await iam.send(list);
      expect([PolicyUsers ?? [], PolicyGroups ?? [], PolicyRoles ?? []]).toEqual([[], [], []]);
    },
  },
];
