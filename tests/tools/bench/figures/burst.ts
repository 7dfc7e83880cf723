import { createApp } from '@genkan/backend/http/app';
import { loadConfig } from '@genkan/backend/runtime/config';
import { createSystemDeps } from '@genkan/backend/system-deps';
import { allowNaively } from '../../../backend/load/naive-handler.ts';
import { type Figure, type MeasureOptions, rounds } from '../harness/figure.ts';
import { median, quantile, timed } from '../harness/sample.ts';
import { number } from '../harness/text.ts';
import { addMembers, startTeam, type Team } from '../lambda/team.ts';

const PEOPLE = 300;
/** This many warm functions share the requests; each has its own caches. */
const FUNCTIONS = 12;
const WRITES_PER_SECOND = 5;

/** What became of a crowd. */
interface Outcome {
  readonly acknowledged: number;
  readonly lost: number;
  readonly versions: number;
  readonly p99: number;
}

/** Every person sends a request at another moment of one second; returns which were acknowledged and how long each waited. */
async function crowd(allow: (person: number) => Promise<boolean>) {
  return Promise.all(
    Array.from({ length: PEOPLE }, async (_, person) => {
      await new Promise((resolve) => setTimeout(resolve, (person / PEOPLE) * 1000));
      let acknowledged = false;
      const waited = await timed(async () => {
        acknowledged = await allow(person).catch(() => false);
      });
      return { person, acknowledged, waited };
    }),
  );
}

/** Public addresses short enough that 300 of them fit into one policy. */
const address = (person: number) =>
  `5.${Math.floor(person / 100) + 1}.${person % 10}.${Math.floor(person / 10) % 10}`;

async function measureOutcome(team: Team, allow: (person: number) => Promise<boolean>): Promise<Outcome> {
  team.aws.faults.throttleWrites('iam', { perSecond: WRITES_PER_SECOND });
  const outcomes = await crowd(allow);
  const { document } = team.aws.iam.current.defaultVersion(team.policyArn);
  const acknowledged = outcomes.filter((outcome) => outcome.acknowledged);
  const created = team.aws.log
    .requests({ service: 'iam', operation: 'CreatePolicyVersion' })
    .filter(({ status }) => status === 200);
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ person }) => !document.includes(`"${address(person)}/32"`)).length,
    versions: created.length,
    p99: quantile(
      outcomes.map(({ waited }) => waited),
      0.99,
    ),
  };
}

async function ours(): Promise<Outcome> {
  const team = await startTeam();
  try {
    const keys = await addMembers(team, PEOPLE);
    const config = loadConfig(team.environment);
    const apps = Array.from({ length: FUNCTIONS }, () =>
      createApp({
        ...createSystemDeps(config, team.environment, () => undefined),
        sourceAddress: (c) => c.env.sourceAddress,
      }),
    );
    return await measureOutcome(team, async (person) => {
      const response = await apps[person % FUNCTIONS]?.request(
        '/v1/leases',
        { method: 'POST', headers: { authorization: `Bearer ${keys[person]}` } },
        { sourceAddress: address(person) },
      );
      return response?.status === 201;
    });
  } finally {
    await team.close();
  }
}

async function naive(): Promise<Outcome> {
  const team = await startTeam();
  try {
    const config = loadConfig(team.environment);
    const functions = Array.from({ length: FUNCTIONS }, () =>
      createSystemDeps(config, team.environment, () => undefined),
    );
    return await measureOutcome(team, async (person) => {
      const policies = functions[person % FUNCTIONS]?.policies;
      if (policies === undefined) return false;
      await allowNaively(policies, `${address(person)}/32`);
      return true;
    });
  } finally {
    await team.close();
  }
}

/** All members click at the same time. */
export const burst: Figure = {
  name: 'burst',
  async measure(options: MeasureOptions) {
    const count = rounds(options, 3);
    const mine: Outcome[] = [];
    const theirs: Outcome[] = [];
    for (let round = 0; round < count; round += 1) {
      mine.push(await ours());
      theirs.push(await naive());
    }
    const worst = (read: (outcome: Outcome) => number) => Math.max(...mine.map(read));
    const p99 = mine.map((outcome) => outcome.p99);
    const survivors = median(theirs.map(({ acknowledged, lost }) => acknowledged - lost));
    const promised = median(theirs.map(({ acknowledged }) => acknowledged));
    return [
      {
        figure: `${PEOPLE} grants in one second, IAM throttled to ${WRITES_PER_SECOND} writes/s`,
        ours: `${Math.min(...mine.map(({ acknowledged }) => acknowledged))} acknowledged, ${worst(({ lost }) => lost)} lost, ${worst(({ versions }) => versions)} versions, p99 ${number(median(p99))} ms`,
        baseline: `read, append, write: ${promised} acknowledged, ${survivors} of them survive`,
        floor: `one write: ${number(1000 / WRITES_PER_SECOND)} ms`,
        checks: [
          {
            unit: 'refused or lost',
            value: PEOPLE - Math.min(...mine.map(({ acknowledged, lost }) => acknowledged - lost)),
            limit: 0,
          },
          { unit: 'versions', value: worst(({ versions }) => versions), limit: 12 },
          { unit: 'ms p99', value: median(p99), limit: 5000 },
        ],
        note:
          `${FUNCTIONS} app instances, each with a memory of its own, share the crowd over the AWS SDK and the wire; all of them, ` +
          'AWS and the crowd run in this one process, which is part of the time. Worst of the rounds for counts, median for p99.',
      },
    ];
  },
};
