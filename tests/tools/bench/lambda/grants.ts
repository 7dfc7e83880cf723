import * as v from 'valibot';
import { OFFICE_ONLY_DOCUMENT } from '../../../sandbox/aws/seed.ts';
import { timed } from '../harness/sample.ts';
import { bundleContestant } from './bundle-contestant.ts';
import { httpEvent } from './event.ts';
import { type FunctionProcess, startFunction } from './function-process.ts';
import { FunctionFailedError } from './runtime-api.ts';
import { bundleFor, genkanBundle, startTeam, type Team } from './team.ts';

/** Grants to one address after another, each a lone one. */
export interface Grants {
  readonly team: Team;
  /** What happens between two grants, unmeasured: see the makers below. */
  prepare(): Promise<unknown>;
  /** `grant` without its preparation. */
  grantPrepared(): Promise<number>;
  /** Allows the next address and returns how long that took, in milliseconds. @throws {FunctionFailedError} */
  grant(): Promise<number>;
  /** From process spawn to the response to the first grant, in milliseconds. @throws {FunctionFailedError} */
  grantCold(): Promise<number>;
  stop(): Promise<void>;
}

interface Latency {
  readonly iam: number;
  readonly s3: number;
}

const answerSchema = v.object({ statusCode: v.number(), body: v.optional(v.string(), '') });

/** Addresses of the documentation ranges, which count as public, one after another. */
function addresses(): () => string {
  let serial = 0;
  return () => {
    serial += 1;
    const block = ['203.0.113', '198.51.100', '192.0.2'][Math.floor(serial / 250) % 3];
    return `${block}.${(serial % 250) + 1}`;
  };
}

/** Checks the response: the measured grant must have worked. */
function granted(team: Team, sourceIp: string, answer: unknown): void {
  const { statusCode, body } = v.parse(answerSchema, answer);
  if (statusCode !== 201) throw new FunctionFailedError(`A grant returned ${statusCode}: ${body}`);
  for (const arn of team.policyArns) {
    if (!team.aws.iam.current.defaultVersion(arn).document.includes(`"${sourceIp}/32"`))
      throw new FunctionFailedError(`${sourceIp} was granted and is not in ${arn}`);
  }
}

interface Contestant {
  readonly directory: string;
  readonly handler: string;
  /** What happens between two grants, unmeasured. */
  between(): Promise<unknown>;
  stop(): Promise<void>;
}

async function startGrants(team: Team, contestant: Contestant): Promise<Grants> {
  const next = addresses();
  const bundle = bundleFor(team, contestant.directory, contestant.handler);
  let warm: FunctionProcess | undefined;
  const event = (sourceIp: string) =>
    httpEvent({ method: 'POST', path: '/v1/leases', key: team.key, sourceIp, body: '{}' });
  const grants: Grants = {
    team,
    prepare: () => contestant.between(),
    async grant() {
      await grants.prepare();
      return grants.grantPrepared();
    },
    async grantPrepared() {
      warm ??= await startFunction(bundle);
      const address = next();
      let answer: unknown;
      const { invoke } = warm;
      const duration = await timed(async () => {
        answer = await invoke(event(address));
      });
      granted(team, address, answer);
      return duration;
    },
    async grantCold() {
      await contestant.between();
      const address = next();
      let answer: unknown;
      let cold: FunctionProcess | undefined;
      const duration = await timed(async () => {
        cold = await startFunction(bundle);
        answer = await cold.invoke(event(address));
      });
      await cold?.stop();
      granted(team, address, answer);
      return duration;
    },
    async stop() {
      await warm?.stop();
      await contestant.stop();
      await team.close();
    },
  };
  return grants;
}

/**
 * Genkan's own function; a scheduled reconcile between two grants keeps version slots free, as in a deployment.
 * @param further how many targets there are beside the own policy
 */
export async function startGenkanGrants(latency: Latency, further = 0): Promise<Grants> {
  const team = await startTeam(latency, further);
  const directory = await genkanBundle();
  const scheduled = await startFunction(bundleFor(team, directory, 'index.scheduled'));
  return startGrants(team, {
    directory,
    handler: 'index.http',
    between: () => scheduled.invoke({ task: 'reconcile' }),
    stop: () => scheduled.stop(),
  });
}

/** The straight handler; it finds five versions, as it leaves them. */
export async function startStraightGrants(latency: Latency): Promise<Grants> {
  const team = await startTeam(latency);
  for (let version = 2; version <= 5; version += 1)
    team.aws.iam.createPolicyVersion(team.policyArn, OFFICE_ONLY_DOCUMENT, true);
  return startGrants(team, {
    directory: bundleContestant('straight-grant'),
    handler: 'index.handler',
    between: async () => undefined,
    stop: async () => undefined,
  });
}
