import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { addMember } from '@genkan/backend/admin/members/add-member';
import { loadConfig } from '@genkan/backend/runtime/config';
import type { ObjectStore, PolicyStore } from '@genkan/backend/runtime/ports';
import { createSystemDeps, systemClock } from '@genkan/backend/system-deps';
import { OFFICE_ONLY_DOCUMENT } from '../../sandbox/aws/seed.ts';
import { type BackendProcess, startBackend } from './team.ts';

/** A deployment of Genkan on some S3 and IAM, set up through their own APIs. */
export interface Cloud {
  readonly objects: ObjectStore;
  readonly policies: PolicyStore;
  /** `ahead`: how far the process's clock is ahead, in milliseconds. */
  startProcess(options?: { readonly ahead?: number }): BackendProcess;
  /** Makes a member; answers the key as the `Authorization` header carries it. */
  join(id: string): Promise<string>;
  liveDocument(): Promise<string>;
}

/** Puts the example policy, a bucket and a baseline there, under a name that must not have been used before. */
export async function deployTo(endpoint: string, name: string): Promise<Cloud> {
  const credentials = { accessKeyId: 'AKIASANDBOX000000000', secretAccessKey: 'secret' };
  const options = { endpoint, region: 'us-east-1', credentials };
  const bucket = `genkan-${name}`;
  await new S3Client({ ...options, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bucket }));
  const { Policy } = await new IAMClient(options).send(
    new CreatePolicyCommand({ PolicyName: name, PolicyDocument: OFFICE_ONLY_DOCUMENT }),
  );
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const config = loadConfig({ GENKAN_POLICY_ARN: Policy?.Arn, GENKAN_BUCKET: bucket });
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
