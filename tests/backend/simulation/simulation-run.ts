import { disableMember, enableMember, removeMember } from '@genkan/backend/admin/members/members';
import { writeBaseline } from '@genkan/backend/admin/policy/baseline';
import type { BackendDeps } from '@genkan/backend/deps';
import { runTask } from '@genkan/backend/tasks/run-task';
import type { Action, Forgery } from './actions.ts';
import { leaseIdOf, networkOf } from './addresses.ts';
import { Aws } from './aws.ts';
import { addStatement, BY_HAND, NEW_OFFICE, policyWriter } from './documents.ts';
import { editByHand } from './edit-by-hand.ts';
import { enrol, Fleet, keyOf } from './fleet.ts';
import { forge } from './forge.ts';
import { POLICY_LIMIT } from './hazard-makers.ts';
import { officeOf } from './hazards.ts';
import { History, type Operation, type OperationKind } from './history.ts';
import type { Plan } from './plan.ts';
import { currentOperation, NO_FAULTS, type Surroundings } from './process.ts';
import { Random } from './random.ts';
import { Scheduler } from './scheduler.ts';

const MINUTE = 60_000;

/** The stream of random numbers of the administrator's commands that nothing disturbs. */
const ADMIN_STREAM = 2 ** 41;

/** How many times Lambda tries an asynchronous invocation that failed. */
const TASK_ATTEMPTS = 3;

interface Request {
  readonly kind: OperationKind;
  readonly member: string;
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly minutes?: number;
}

/** One run: what the plan says happens to the real backend over AWS's state machines, in virtual time. */
export class SimulationRun {
  readonly history: History;
  readonly #plan: Plan;
  readonly #scheduler: Scheduler;
  readonly #around: Surroundings;
  readonly #aws: Aws;
  readonly #fleet: Fleet;
  readonly #write: (entries: readonly string[]) => string;
  readonly #office: readonly [pristine: string, moved: string];
  /** An administrator whose commands nothing disturbs. */
  readonly #admin: BackendDeps;
  #recreated = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#scheduler = new Scheduler(plan.start);
    this.history = new History(this.#scheduler);
    this.#around = {
      scheduler: this.#scheduler,
      random: plan.random,
      history: this.history,
      faults: plan.faults,
      staleness: plan.staleness,
      staleReads: plan.hazard?.staleReads ?? 0.4,
      coldStarts: plan.hazard?.coldStarts ?? 0,
      targeted: plan.hazard?.targeted,
      isDisordered: plan.hazard?.isDisordered === true,
    };
    const office = officeOf(plan.hazard);
    const { room, iamLimit } = plan.hazard ?? {};
    const isFull = room !== undefined;
    const write = policyWriter(plan.random, isFull ? { office, size: POLICY_LIMIT - room } : undefined);
    this.#write = write;
    this.#office = [write(office), write([...office.slice(0, 2), NEW_OFFICE])];
    const hasDrift = plan.random.chance(0.2) && !isFull;
    const live = hasDrift ? write([...office, ...BY_HAND.slice(0, 1)]) : this.#office[0];
    this.#aws = new Aws(this.#around, live, iamLimit);
    enrol(this.#aws, plan.start);
    this.#fleet = new Fleet(plan.mode, this.#around, this.#aws);
    const random = new Random(plan.seed + ADMIN_STREAM);
    this.#admin = this.#fleet.directDeps((length) => random.bytes(length));
  }

  /** Runs the plan, then through a calm time in which everything must come right by itself. */
  async run(): Promise<void> {
    await writeBaseline(this.#admin, this.#office[0]);
    for (const action of this.#plan.actions) this.#scheduler.at(action.at, () => this.#act(action));
    const { calm } = this.#plan;
    this.#scheduler.at(calm, () => this.#calm());
    this.#scheduler.at(calm + MINUTE, () => this.#task('reconcile', TASK_ATTEMPTS));
    this.#scheduler.at(calm + 2 * MINUTE, () => this.#press('aki', '198.51.100.250', 5));
    this.#scheduler.at(calm + 8 * MINUTE, () => this.#task('reconcile', TASK_ATTEMPTS));
    await this.#scheduler.run(200_000);
  }

  #act(action: Action): void {
    switch (action.kind) {
      case 'press':
        this.#press(action.member, action.address, action.minutes);
        break;
      case 'end':
        this.#end(action.member, action.address);
        break;
      case 'me':
        this.#request({ ...action, kind: 'me', method: 'GET', path: '/v1/me' });
        break;
      case 'list':
        this.#request({ ...action, kind: 'list', method: 'GET', path: '/v1/leases' });
        break;
      case 'stranger':
        this.#request({ ...action, member: '', kind: 'press', method: 'POST', path: '/v1/leases' });
        break;
      case 'task':
        this.#task(action.task, TASK_ATTEMPTS);
        break;
      case 'clock':
        this.#stepClock(action.step);
        break;
      case 'baseline':
        this.#setBaseline(action.becomes);
        break;
      case 'member':
        this.#stopMember(action.deed, action.member);
        break;
      case 'dead writer':
        this.#dieWithLock();
        break;
      case 'intruder':
        this.#forge(action.forgery);
        break;
      case 'recreate':
        this.#recreate(action.pauseMs);
        break;
      default:
        editByHand(this.#aws, this.history, this.#plan.hazard, action);
        break;
    }
  }

  #calm(): void {
    this.history.note('world', 'calms down');
    this.#around.faults = NO_FAULTS;
    this.#around.staleness = 0;
    this.#around.targeted = undefined;
    this.#around.isDisordered = false;
    for (const process of this.#fleet.processes) process.skew = 0;
  }

  #press(member: string, address: string, minutes?: number): void {
    const body = minutes === undefined ? {} : { minutes };
    this.#request({ kind: 'press', member, address, method: 'POST', path: '/v1/leases', body, ...body });
  }

  #end(member: string, address: string): void {
    const id = leaseIdOf(member, address);
    this.#request({ kind: 'end', member, address, method: 'DELETE', path: `/v1/leases/${id}` });
  }

  #request(request: Request): void {
    this.#fleet.run(({ process, app }) => {
      const { kind, member, address, minutes } = request;
      const operation = this.history.begin(
        {
          kind,
          process: process.name,
          cidr: networkOf(address),
          ...(member === '' ? {} : { member }),
          ...(minutes === undefined ? {} : { minutes }),
        },
        `${kind} by ${member || 'a stranger'} from ${address}${minutes === undefined ? '' : ` for ${minutes} min`}`,
      );
      return currentOperation.run(operation, async () => {
        const response = await app.request(request.path, {
          method: request.method,
          headers: {
            'x-observed': address,
            ...(member === '' ? {} : { authorization: `Bearer ${keyOf(member)}` }),
            ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        });
        const text = await response.text();
        const retryAfter = response.headers.get('retry-after') ?? undefined;
        this.#answer(operation, response.status, text === '' ? undefined : JSON.parse(text), retryAfter);
      });
    });
  }

  #task(task: 'reset' | 'reconcile', attempts: number): void {
    // The scheduler delivers at least once.
    if (this.#plan.random.chance(0.05))
      this.#scheduler.after(this.#plan.random.between(0, 2000), () => this.#runTask(task, 1));
    this.#runTask(task, attempts);
  }

  #runTask(task: 'reset' | 'reconcile', attempts: number): void {
    this.#fleet.run(({ process, deps }) => {
      const operation = this.history.begin({ kind: task, process: process.name }, task);
      // Lambda tries an asynchronous invocation again after a minute, whether it failed or vanished.
      this.#scheduler.after(MINUTE, () => {
        if (attempts > 1 && operation.answer?.status !== 200) this.#runTask(task, attempts - 1);
      });
      return currentOperation.run(operation, async () => {
        try {
          this.#answer(operation, 200, await runTask(deps, { task }));
        } catch (error) {
          this.#answer(operation, 500, String(error));
        }
      });
    });
  }

  /** An administrator's command, on a process of its own. */
  #stopMember(deed: 'disable' | 'remove' | 'enable', member: string): void {
    const command = { disable: disableMember, remove: removeMember, enable: enableMember }[deed];
    this.#fleet.runAlone(({ process, deps }) => {
      const operation = this.history.begin(
        { kind: deed, process: process.name, member },
        `${deed} ${member}`,
      );
      return currentOperation.run(operation, async () => {
        try {
          this.#answer(operation, 200, (await command(deps, member)) ?? []);
        } catch (error) {
          this.#answer(operation, 500, String(error));
        }
      });
    });
  }

  /** A reconcile takes the lock and its process dies. */
  #dieWithLock(): void {
    this.#fleet.runAlone(({ process, deps }) => {
      process.dieAfter('put state/writer.lock');
      const operation = this.history.begin({ kind: 'reconcile', process: process.name }, 'reconcile');
      return currentOperation.run(operation, async () => {
        await runTask(deps, { task: 'reconcile' }).catch(() => undefined);
      });
    });
  }

  #forge(forgery: Forgery): void {
    const forged = forge(forgery, {
      random: this.#plan.random,
      now: this.#scheduler.now,
      read: (key) => this.#aws.read(key),
    });
    if (forged !== undefined) this.#aws.forge(forged.key, forged.body);
  }

  /** The new policy is written from a template of its own: another statement, and one more office. */
  #recreate(pauseMs: number): void {
    if (this.#aws.default === undefined) return;
    this.#recreated += 1;
    const document = this.#write([...officeOf(this.#plan.hazard), `192.0.2.${240 + this.#recreated}/32`]);
    this.history.note('human', 'deletes the policy and makes it again');
    this.#aws.recreate(addStatement(document, `Recreated${this.#recreated}`), pauseMs);
  }

  #answer(operation: Operation, status: number, body: unknown, retryAfter?: string): void {
    const time = this.#scheduler.now;
    operation.answer = { time, status, body, ...(retryAfter === undefined ? {} : { retryAfter }) };
    this.history.note(operation.process, () => `answers ${status} ${JSON.stringify(body) ?? ''}`, operation);
  }

  #stepClock(step: number): void {
    for (const process of this.#fleet.processes) {
      if (!this.#plan.random.chance(0.5)) continue;
      process.skew = step;
      this.history.note(process.name, `clock is now ${step} ms ahead`);
    }
  }

  #setBaseline(becomes: 'whole' | 'moved' | 'broken' | 'unfenced' | 'gone'): void {
    this.history.note('admin', `makes the baseline ${becomes}`);
    const [pristine, moved] = this.#office;
    switch (becomes) {
      case 'whole':
        this.#writeBaseline(pristine);
        break;
      case 'moved':
        this.#writeBaseline(moved);
        break;
      case 'broken':
        this.#aws.put('baseline.json', pristine.slice(0, -9));
        break;
      case 'unfenced':
        this.#aws.put('baseline.json', '{"Version":"2012-10-17","Statement":[]}');
        break;
      case 'gone':
        this.#aws.delete('baseline.json');
        break;
    }
  }

  /** `genkan baseline set`. */
  #writeBaseline(document: string): void {
    void this.#admin.objects
      .get('baseline.json')
      .then((stored) => writeBaseline(this.#admin, document, stored?.etag));
  }
}
