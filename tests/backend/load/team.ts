import { addMember } from '@genkan/backend/admin/members/add-member';
import { type AllowlistDeps, type BackendDeps, createMemory } from '@genkan/backend/deps';
import { createApp } from '@genkan/backend/http/app';
import { type BackendConfig, loadConfig } from '@genkan/backend/runtime/config';
import { createSystemDeps } from '@genkan/backend/system-deps';
import { type AwsSandbox, startAws } from '../../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from '../../sandbox/aws/seed.ts';

/** One backend process as Lambda or a server would run it: real SDK clients and a memory of its own. */
export interface BackendProcess {
  readonly deps: BackendDeps;
  /** Sends a request whose observed address is `from`. */
  request(init: RequestLike): Promise<Response>;
  fetch(request: Request): Promise<Response>;
}

export interface RequestLike {
  readonly method: string;
  readonly path: string;
  readonly from: string;
  readonly key?: string;
  readonly body?: string;
}

/** A local AWS with the example policy and a baseline in its bucket. */
export interface Deployment {
  readonly aws: AwsSandbox;
  readonly policyArn: string;
  /** The policies of all targets. */
  readonly policyArns: readonly string[];
  readonly config: BackendConfig;
  /** With other settings where the test needs them. */
  startProcess(change?: Partial<BackendConfig>): BackendProcess;
  /** Creates a member; returns the value of the `Authorization` header with its key. */
  join(id: string): Promise<string>;
  /** The document that is in force. */
  live(): { readonly version: string; readonly document: string };
}

/** Starts the app with its own caches; a header of the test contains the address of a request. */
export function startBackend(system: AllowlistDeps): BackendProcess {
  const deps: BackendDeps = {
    ...system,
    memory: createMemory(),
    sourceAddress: (c) => c.req.header('x-observed'),
  };
  const app = createApp(deps);
  return {
    deps,
    fetch: async (request) => app.fetch(request),
    async request({ method, path, from, key, body }) {
      const headers = { 'x-observed': from, ...(key === undefined ? {} : { authorization: key }) };
      return app.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
    },
  };
}

/**
 * Starts a local AWS on a free port, with what `genkan init` would have put there.
 * @param further how many targets there are beside the own policy
 */
export async function startDeployment(further = 0): Promise<Deployment> {
  const aws = await startAws();
  const { policyArn, bucket } = seedOfficeOnly(aws);
  const objects = aws.s3.bucket(bucket);
  objects.put('baseline.json', OFFICE_ONLY_DOCUMENT);
  const targets = Array.from({ length: further }, (_, index) => {
    const policyName = `Further${index + 2}`;
    const { arn } = aws.iam.createPolicy({ policyName, policyDocument: OFFICE_ONLY_DOCUMENT });
    objects.put(`targets/t${index + 2}/baseline.json`, OFFICE_ONLY_DOCUMENT);
    return { id: `t${index + 2}`, name: policyName, policyArn: arn };
  });
  const own = { id: 'main', name: 'Own', policyArn };
  if (further > 0) {
    objects.put('targets.json', JSON.stringify({ deploymentId: 'load', targets: [own, ...targets] }));
  }
  const config = loadConfig({
    GENKAN_POLICY_ARN: policyArn,
    GENKAN_BUCKET: bucket,
    ...(further > 0 && { GENKAN_MULTIPLE_TARGETS: 'true' }),
  });
  const startProcess = (change: Partial<BackendConfig> = {}) =>
    startBackend(createSystemDeps({ ...config, ...change }, aws.environment(), () => undefined));
  const administrator = startProcess();
  return {
    aws,
    policyArn,
    policyArns: [policyArn, ...targets.map((target) => target.policyArn)],
    config,
    startProcess,
    async join(id) {
      const { key } = await addMember(administrator.deps, {
        id,
        name: id,
        endpoint: 'https://genkan.example.com',
      });
      return `Bearer ${key}`;
    },
    live() {
      const { versionId, document } = aws.iam.current.defaultVersion(policyArn);
      return { version: versionId, document };
    },
  };
}
