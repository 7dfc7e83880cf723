import { AsyncLocalStorage } from 'node:async_hooks';
import { AwsUnavailableError, type Clock } from '@genkan/backend/runtime/ports';
import type { History, Operation } from './history.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** How likely each thing is to go wrong at one call, from 0 to 1. */
export interface Faults {
  /** AWS returns an error and has done nothing. */
  readonly throttled: number;
  /** The request never arrives; the caller sees a time-out. */
  readonly lost: number;
  /** The request takes effect and the response never comes: the caller sees the same time-out. */
  readonly answerLost: number;
  /** The time-out comes first, and the request takes effect all the same, seconds later. */
  readonly late: number;
  /** The request to S3 takes effect twice, and the second response is the one that counts. */
  readonly twice: number;
  /** The process dies at this await: before the request leaves or after it took effect. */
  readonly crash: number;
  /** The whole process stands still for a while before the request leaves or before the response is read. */
  readonly pause: number;
  /** The longest such pause in milliseconds. */
  readonly pauseMs: number;
}

export const NO_FAULTS: Faults = {
  throttled: 0,
  lost: 0,
  answerLost: 0,
  late: 0,
  twice: 0,
  crash: 0,
  pause: 0,
  pauseMs: 0,
};

/** Writes of one kind of S3 object that fare worse than other calls. */
export interface Targeted {
  /** What the call's label begins with, for example `put state/applied.json`. */
  readonly prefix: string;
  readonly faults: Partial<Faults>;
  /** How likely a call is to take effect up to `slowMs` late; its response comes after that. */
  readonly slow: number;
  readonly slowMs: number;
}

/** Which operation the running code belongs to, wherever its awaits have led it. */
export const currentOperation = new AsyncLocalStorage<Operation>();

/** What all processes of one run share. */
export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly history: History;
  faults: Faults;
  /** How old an IAM read may be, in milliseconds. */
  staleness: number;
  /** How likely such a read shows the past. */
  readonly staleReads: number;
  /** How likely a request meets a process that remembers nothing, though others are free. */
  readonly coldStarts: number;
  targeted: Targeted | undefined;
  /** Calls that are sent together take effect and return in any order, seconds apart. */
  isDisordered: boolean;
}

export type Service = 's3' | 'iam';

const TYPICAL_LATENCY: Readonly<Record<Service, number>> = { s3: 15, iam: 80 };

/** One Lambda sandbox or server: a memory and a clock of its own; it may stand still, and it may die at any await. */
export class Process {
  readonly name: string;
  readonly clock: Clock;
  /** How far this process's clock is ahead of true time, in milliseconds. */
  skew = 0;
  #alive = true;
  #pausedUntil = 0;
  #lastCall: string | undefined;
  readonly #around: Surroundings;

  constructor(name: string, around: Surroundings) {
    this.name = name;
    this.#around = around;
    this.clock = {
      now: () => Math.floor(around.scheduler.now + this.skew),
      sleep: (milliseconds) =>
        new Promise((resolve) => this.#deliver(around.scheduler.now + milliseconds, resolve)),
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** From here on none of its promises settles, as if the power had gone. */
  die(why: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#around.history.note(this.name, `dies: ${why}`);
  }

  /** It dies as soon as a call with this label has taken effect. */
  dieAfter(label: string): void {
    this.#lastCall = label;
  }

  pause(milliseconds: number): void {
    this.#pausedUntil = this.#around.scheduler.now + milliseconds;
    this.#around.history.note(this.name, `stands still for ${milliseconds} ms`);
  }

  /** Calls a service: the effect happens some time later, as a rule once; the response comes later still, or never. */
  call<T>(service: Service, label: string, effect: () => T): Promise<T> {
    const { random, scheduler, history, targeted, isDisordered } = this.#around;
    const isTarget = targeted !== undefined && label.startsWith(targeted.prefix);
    const faults = isTarget ? { ...this.#around.faults, ...targeted.faults } : this.#around.faults;
    const latency = (usual: number) =>
      isDisordered && random.chance(0.15) ? random.between(1, 2500) + random.next() : random.latency(usual);
    const operation = currentOperation.getStore();
    const typical = TYPICAL_LATENCY[service];
    const someSeconds = () => random.between(1000, 3000) + random.next();
    return new Promise<T>((resolve, reject) => {
      if (random.chance(faults.crash / 2)) return this.die(`before ${label}`);
      if (random.chance(faults.pause / 2)) this.pause(random.between(1, faults.pauseMs));
      const leaves = Math.max(scheduler.now, this.#pausedUntil);
      const late = isTarget && random.chance(targeted.slow) ? random.between(200, targeted.slowMs) : 0;
      const arrives = leaves + late + latency(typical / 2);
      const fail = (what: string, answered: boolean) => () => {
        history.note(this.name, `${label}: ${what}`, operation);
        reject(new AwsUnavailableError(`${label}: ${what}`, { answered }));
      };
      // The scheduler runs effects; they still belong to the operation that asked for them.
      let isRefused = false;
      const perform = (): (() => void) => {
        isRefused = false;
        try {
          const value = operation === undefined ? effect() : currentOperation.run(operation, effect);
          return () => resolve(value);
        } catch (error) {
          isRefused = true;
          return () => reject(error);
        }
      };
      if (random.chance(faults.throttled)) {
        return this.#deliver(arrives + random.latency(typical * 5), fail('throttled', true));
      }
      if (random.chance(faults.lost)) {
        return this.#deliver(leaves + someSeconds(), fail('timed out, without effect', false));
      }
      if (random.chance(faults.late)) {
        const gaveUp = leaves + someSeconds();
        scheduler.at(gaveUp + someSeconds(), () => void perform());
        return this.#deliver(gaveUp, fail('timed out, the effect is still to come', false));
      }
      if (random.chance(faults.answerLost)) {
        scheduler.at(arrives, () => void perform());
        return this.#deliver(leaves + someSeconds(), fail('timed out, after the effect', false));
      }
      const crashes = random.chance(faults.crash / 2);
      const pause = random.chance(faults.pause / 2) ? random.between(1, faults.pauseMs) : 0;
      // Genkan never repeats a call to IAM whose response was lost; a put that is repeated is another matter.
      const repeated = service === 's3' && random.chance(faults.twice);
      const first = repeated ? arrives + someSeconds() : arrives;
      if (repeated) scheduler.at(arrives, () => void perform());
      scheduler.at(first, () => {
        const answer = perform();
        if (crashes) return this.die(`after ${label}`);
        if (this.#lastCall !== undefined && label.startsWith(this.#lastCall) && !isRefused) {
          return this.die(`after ${label}`);
        }
        if (pause > 0) this.pause(pause);
        this.#deliver(first + latency(typical / 2), answer);
      });
    });
  }

  #deliver(time: number, callback: () => void): void {
    this.#around.scheduler.at(time, () => {
      if (!this.#alive) return;
      if (this.#around.scheduler.now < this.#pausedUntil) return this.#deliver(this.#pausedUntil, callback);
      callback();
    });
  }
}
