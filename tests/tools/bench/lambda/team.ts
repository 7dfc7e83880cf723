import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addMember } from '@genkan/backend/admin/members/add-member';
import { loadConfig } from '@genkan/backend/runtime/config';
import { createSystemDeps } from '@genkan/backend/system-deps';
import { runTask } from '@genkan/backend/tasks/run-task';
import { type AwsSandbox, startAws } from '../../../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from '../../../sandbox/aws/seed.ts';
import { ensureBackend, LAMBDA_FILES } from '../../../support/built/ensure-backend.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import type { Bundle } from './function-process.ts';

const ENDPOINT = 'https://bench.execute-api.us-east-1.amazonaws.com';

/** A local AWS with the example team in it, and everything a function needs to serve that team. */
export interface Team {
  readonly aws: AwsSandbox;
  readonly policyArn: string;
  /** The policies of all targets. */
  readonly policyArns: readonly string[];
  /** A member's key. */
  readonly key: string;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * @param latency milliseconds that every call to the service takes
 * @param further how many targets there are beside the own policy
 */
export async function startTeam(
  latency: { readonly iam?: number; readonly s3?: number } = {},
  further = 0,
): Promise<Team> {
  const aws = await startAws();
  const { policyArn, bucket } = seedOfficeOnly(aws);
  const targets = Array.from({ length: further }, (_, index) => {
    const policyName = `Further${index + 2}`;
    const { arn } = aws.iam.createPolicy({ policyName, policyDocument: OFFICE_ONLY_DOCUMENT });
    return { id: `t${index + 2}`, name: policyName, policyArn: arn };
  });
  const environment = {
    ...aws.environment(),
    GENKAN_POLICY_ARN: policyArn,
    GENKAN_BUCKET: bucket,
    // One member requests thousands of grants here.
    GENKAN_MAX_GRANTS: '100000',
    ...(further > 0 && { GENKAN_MULTIPLE_TARGETS: 'true' }),
    BENCH_POLICY_ARN: policyArn,
    BENCH_BUCKET: bucket,
  };
  const deps = createSystemDeps(loadConfig(environment), environment, () => undefined);
  await deps.objects.put('baseline.json', OFFICE_ONLY_DOCUMENT);
  const own = { id: 'main', name: 'Own', policyArn };
  if (further > 0) {
    const deployment = { deploymentId: 'bench', targets: [own, ...targets] };
    await deps.objects.put('targets.json', JSON.stringify(deployment));
  }
  for (const { id } of targets) await deps.objects.put(`targets/${id}/baseline.json`, OFFICE_ONLY_DOCUMENT);
  const { key } = await addMember(deps, {
    id: 'hanako',
    name: 'Hanako',
    endpoint: ENDPOINT,
  });
  // As in every deployment that is older than five minutes.
  await runTask(deps, { task: 'reconcile' });
  aws.faults.setLatency('iam', latency.iam ?? 0);
  aws.faults.setLatency('s3', latency.s3 ?? 0);
  aws.log.clear();
  const policyArns = [policyArn, ...targets.map((target) => target.policyArn)];
  return { aws, policyArn, policyArns, key, environment, close: () => aws.close() };
}

/** Adds members and returns their keys, without the sandbox's latency. */
export async function addMembers(team: Team, count: number): Promise<readonly string[]> {
  const deps = createSystemDeps(loadConfig(team.environment), team.environment, () => undefined);
  const keys: string[] = [];
  for (let member = 0; member < count; member += 1) {
    const { key } = await addMember(deps, { id: `m${member}`, name: `Member ${member}`, endpoint: ENDPOINT });
    keys.push(key);
  }
  team.aws.log.clear();
  return keys;
}

let genkan: Promise<string> | undefined;

/** Genkan's own Lambda bundle, built from the present source, in a folder that no other process rebuilds meanwhile. */
export function genkanBundle(): Promise<string> {
  genkan ??= (async () => {
    const { lambda } = await ensureBackend();
    const directory = temporaryFolder('genkan');
    for (const file of LAMBDA_FILES) copyFileSync(join(dirname(lambda), file), join(directory, file));
    return directory;
  })();
  return genkan;
}

/** A contestant's bundle set to work for the team. @param handler `index.<export>` */
export function bundleFor(team: Team, directory: string, handler = 'index.handler'): Bundle {
  return { directory, handler, environment: team.environment };
}
