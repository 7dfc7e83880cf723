import { addMember } from '@genkan/backend/admin/members/add-member';
import { loadConfig } from '@genkan/backend/runtime/config';
import type { ObjectStore, PolicyStore } from '@genkan/backend/runtime/ports';
import { createSystemDeps, systemClock } from '@genkan/backend/system-deps';
import type { OpenTarget } from '../../contract/contract-case.ts';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import { type BackendProcess, startBackend } from './team.ts';

/** A deployment of Genkan on some S3 and IAM, set up through their own APIs. */
export interface Cloud {
  readonly objects: ObjectStore;
  readonly policies: PolicyStore;
  /** `ahead`: how far the process's clock is ahead, in milliseconds. */
  startProcess(options?: { readonly ahead?: number }): BackendProcess;
  /** Creates a member; returns the value of the `Authorization` header with its key. */
  join(id: string): Promise<string>;
  liveDocument(): Promise<string>;
}

/** Puts the example policy, a bucket and a baseline there. */
export async function deployTo({ context, environment }: OpenTarget): Promise<Cloud> {
  const [arn, bucket] = [await context.makePolicy(), await context.makeBucket()];
  const config = loadConfig({ GENKAN_POLICY_ARN: arn, GENKAN_BUCKET: bucket });
  const administrator = createSystemDeps(config, environment, () => undefined);
  const { objects, policies } = administrator;
  await objects.put('baseline.json', OFFICE_ONLY_DOCUMENT);
  return {
    objects,
    policies,
    startProcess({ ahead = 0 } = {}) {
      const clock = { ...systemClock, now: () => Date.now() + ahead };
      return startBackend({ ...createSystemDeps(config, environment, () => undefined), clock });
    },
    async join(id) {
      const { key } = await addMember(administrator, {
        id,
        name: id,
        endpoint: 'https://genkan.example.com',
      });
      return `Bearer ${key}`;
    },
    async liveDocument() {
      const versions = await policies.listVersions();
      return policies.getVersion(versions.find(({ isDefault }) => isDefault)?.id ?? '');
    },
  };
}
