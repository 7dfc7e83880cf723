import { createHash } from 'node:crypto';
import { type BackendDeps, createMemory } from '@genkan/backend/deps';
import { createApp } from '@genkan/backend/http/app';
import { type BackendConfig, loadConfig } from '@genkan/backend/runtime/config';
import { formatMemberKey } from '@genkan/shared/codes/member-key';
import { MEMBERS } from './actions.ts';
import type { Aws } from './aws.ts';
import { currentOperation, Process, type Surroundings } from './process.ts';

/** Lambda's time limit, after which the process is killed: 28 s, below the 30 s of API Gateway's HTTP APIs. */
const TIME_LIMIT = 28_000;

export const MAX_LEASES = 3;

/** A member's secret in these runs. It must not show up in any trail. */
function secretOf(member: string): Uint8Array {
  return createHash('sha256').update(`secret of ${member}`).digest();
}

const keys = new Map(
  MEMBERS.map((member) => [member, formatMemberKey({ memberId: member, secret: secretOf(member) })] as const),
);

/** Everything of the members' keys that must stay out of the trails. */
export const SECRETS: readonly string[] = [...keys.values()].map((key) => key.slice(key.indexOf('.') + 1));

export function keyOf(member: string): string {
  const key = new Map<string, string>(keys).get(member);
  if (key === undefined) throw new RangeError(`${member} is no member.`);
  return key;
}

/** Puts the members' records where an administrator would. */
export function enrol(aws: Aws, now: number): void {
  const created = new Date(now).toISOString();
  for (const member of MEMBERS) {
    const hash = createHash('sha256').update(secretOf(member)).digest('hex');
    const record = { id: member, name: member, keys: [{ hash, created }], created };
    aws.put(`members/${member}.json`, JSON.stringify(record));
  }
}

interface Instance {
  readonly process: Process;
  readonly app: ReturnType<typeof createApp>;
  readonly deps: BackendDeps;
  busy: number;
}

/** The processes that run Genkan: Lambda's sandboxes, each with one request at a time, or one server for all. */
export class Fleet {
  readonly #mode: 'lambda' | 'server';
  readonly #around: Surroundings;
  readonly #aws: Aws;
  readonly #config: BackendConfig;
  #instances: Instance[] = [];
  #started = 0;

  constructor(mode: 'lambda' | 'server', around: Surroundings, aws: Aws) {
    this.#mode = mode;
    this.#around = around;
    this.#aws = aws;
    this.#config = loadConfig({
      GENKAN_POLICY_ARN: aws.arn,
      GENKAN_BUCKET: 'genkan',
      GENKAN_TIME_ZONE: 'Asia/Tokyo',
      GENKAN_MAX_LEASES: String(MAX_LEASES),
    });
  }

  /** The processes that are alive. */
  get processes(): readonly Process[] {
    return this.#living().map(({ process }) => process);
  }

  /** Runs something on a process that has room for it, a new one if need be. */
  run(work: (instance: Omit<Instance, 'busy'>) => Promise<void>): void {
    const instance = this.#free();
    instance.busy += 1;
    const done = work(instance).finally(() => {
      instance.busy -= 1;
    });
    if (this.#mode === 'server') return;
    let over = false;
    void done.finally(() => {
      over = true;
    });
    this.#around.scheduler.after(TIME_LIMIT, () => {
      if (!over) instance.process.die('its time limit');
    });
  }

  /** Runs an administrator's command: a process of its own, and no time limit. */
  runAlone(work: (instance: Omit<Instance, 'busy'>) => Promise<void>): void {
    void work(this.#start());
  }

  /** What an administrator's command needs whose calls nothing disturbs. */
  directDeps(randomBytes: BackendDeps['randomBytes']): BackendDeps {
    const process = new Process('admin', this.#around);
    return { ...this.#depsOf(process), objects: this.#aws.directObjectStore(), randomBytes };
  }

  #living(): Instance[] {
    this.#instances = this.#instances.filter(({ process }) => process.alive);
    return this.#instances;
  }

  #free(): Instance {
    const free = this.#living().filter(({ busy }) => this.#mode === 'server' || busy === 0);
    // Two servers behind one balancer, say; Lambda starts as many as are needed.
    const { random, coldStarts } = this.#around;
    const isEnough = this.#mode === 'server' ? free.length >= 2 : free.length > 0;
    const isCold = this.#mode === 'lambda' && coldStarts > 0 && random.chance(coldStarts);
    if (isEnough && !isCold) return random.pick(free);
    const made = this.#start();
    this.#instances.push(made);
    return made;
  }

  #start(): Instance {
    this.#started += 1;
    const process = new Process(`p${this.#started}`, this.#around);
    const deps = this.#depsOf(process);
    return { process, app: createApp(deps), deps, busy: 0 };
  }

  #depsOf(process: Process): BackendDeps {
    const write = (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      this.#around.history.log(
        process.name,
        JSON.stringify({ ...fields, event }),
        currentOperation.getStore(),
      );
    };
    return {
      config: this.#config,
      objects: this.#aws.objectStore(process),
      policies: this.#aws.policyStore(process),
      clock: process.clock,
      randomBytes: (length) => this.#around.random.bytes(length),
      log: { info: write, error: write },
      memory: createMemory(),
      sourceAddress: (c) => c.req.header('x-observed'),
    };
  }
}
