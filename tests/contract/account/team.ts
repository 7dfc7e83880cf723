import { GetPolicyVersionCommand, ListPolicyVersionsCommand } from '@aws-sdk/client-iam';
import type { BackendDeps } from '@genkan/backend/deps';
import { loadConfig } from '@genkan/backend/runtime/config';
import { BASELINE_KEY } from '@genkan/backend/store/baseline';
import { createSystemDeps } from '@genkan/backend/system-deps';
import { createClient } from '@genkan/backend/testing/world';
import { expect } from 'vitest';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import type { CaseContext } from '../contract-case.ts';
import type { Account } from './account.ts';

/** How long AWS may take until every read shows the same, milliseconds. */
export const SETTLE = { timeout: 90_000, interval: 1_000 };

/** The header by which a test says where a request comes from; nothing else sets it, since nothing listens anywhere. */
const FROM = 'x-test-address';

/** Genkan's backend on a policy and a bucket of its own. Nobody carries the policy, so nobody is ever shut out. */
export interface Team {
  readonly deps: BackendDeps;
  /** The app of one process; another call answers another process. */
  process(): ReturnType<typeof createClient>;
  /** What the default version lets in, read past Genkan. */
  allowed(): Promise<readonly string[]>;
  /** The versions IAM lists, and which is the default. */
  versions(): Promise<readonly { id: string; isDefault: boolean }[]>;
}

/** Makes a team and waits until IAM's reads know its policy. */
export async function createTeam(context: CaseContext, account: Account): Promise<Team> {
  const { iam } = context;
  const [arn, bucket] = await Promise.all([context.makePolicy(), context.makeBucket()]);
  const environment = { ...process.env, GENKAN_POLICY_ARN: arn, GENKAN_BUCKET: bucket };
  const createDeps = (): BackendDeps => ({
    ...createSystemDeps(
      loadConfig(environment),
      { ...environment, AWS_REGION: account.region },
      () => undefined,
    ),
    sourceAddress: (c) => c.req.header(FROM),
  });
  const deps = createDeps();
  await deps.objects.put(BASELINE_KEY, OFFICE_ONLY_DOCUMENT);
  const versions: Team['versions'] = async () => {
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }));
    return Versions.map((one) => ({ id: one.VersionId ?? '', isDefault: one.IsDefaultVersion === true }));
  };
  const allowed: Team['allowed'] = async () => {
    const id = (await versions()).find(({ isDefault }) => isDefault)?.id;
    const read = new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: id });
    return allowedAddresses(decodeURIComponent((await iam.send(read)).PolicyVersion?.Document ?? ''));
  };
  await expect.poll(() => allowed().catch(() => []), SETTLE).not.toEqual([]);
  return { deps, process: () => createClient(createDeps()), allowed, versions };
}
