import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMember } from '@genkan/backend/admin/members/add-member';
import { loadConfig } from '@genkan/backend/runtime/config';
import { createSystemDeps } from '@genkan/backend/system-deps';
import { reconcile } from '@genkan/backend/tasks/reconcile';
import { type AwsSandbox, startAws } from '../../../sandbox/aws/sandbox.ts';
import { OFFICE_ONLY_DOCUMENT, seedOfficeOnly } from '../../../sandbox/aws/seed.ts';
import { ensureBackend } from '../../../support/built/ensure-backend.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import type { Bundle } from './function-process.ts';

const ENDPOINT = 'https://bench.execute-api.us-east-1.amazonaws.com';

/** A local AWS with the example team in it, and everything a function needs to serve that team. */
export interface Team {
  readonly aws: AwsSandbox;
  readonly policyArn: string;
  /** A member's key. */
  readonly key: string;
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** @param latency milliseconds that every call to the service takes */
export async function startTeam(
  latency: { readonly iam?: number; readonly s3?: number } = {},
): Promise<Team> {
  const aws = await startAws();
  const { policyArn, bucket } = seedOfficeOnly(aws);
  const environment = {
    ...aws.environment(),
    GENKAN_POLICY_ARN: policyArn,
    GENKAN_BUCKET: bucket,
    // One member requests thousands of grants here.
    GENKAN_MAX_GRANTS: '100000',
    BENCH_POLICY_ARN: policyArn,
    BENCH_BUCKET: bucket,
  };
  const deps = createSystemDeps(loadConfig(environment), environment, () => undefined);
  await deps.objects.put('baseline.json', OFFICE_ONLY_DOCUMENT);
  const { key } = await addMember(deps, {
    id: 'hanako',
    name: 'Hanako',
    endpoint: ENDPOINT,
  });
  // As in every deployment that is older than five minutes.
  await reconcile(deps);
  aws.faults.setLatency('iam', latency.iam ?? 0);
  aws.faults.setLatency('s3', latency.s3 ?? 0);
  aws.log.clear();
  return { aws, policyArn, key, environment, close: () => aws.close() };
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
    copyFileSync(lambda, join(directory, 'index.js'));
    return directory;
  })();
  return genkan;
}

/** A contestant's bundle set to work for the team. @param handler `index.<export>` */
export function bundleFor(team: Team, directory: string, handler = 'index.handler'): Bundle {
  return { directory, handler, environment: team.environment };
}
