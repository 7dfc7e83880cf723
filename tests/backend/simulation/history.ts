import type { Scheduler } from './scheduler.ts';

export type OperationKind =
  | 'press'
  | 'end'
  | 'me'
  | 'list'
  | 'reconcile'
  | 'reset'
  | 'disable'
  | 'remove'
  | 'enable';

/** One request of a member, one run of a scheduled task or one command of an administrator. All times are true times. */
export interface Operation {
  readonly id: number;
  readonly kind: OperationKind;
  readonly process: string;
  readonly startedAt: number;
  readonly member?: string;
  /** The CIDR that the backend observes, canonical as the oracle spells it. */
  readonly cidr?: string;
  readonly minutes?: number;
  /** The moments whose policy state its IAM lists showed; the last request counts, whichever response came last. */
  readonly lists: { readonly askedAt: number; readonly readAt: number; readonly asOf: number }[];
  /** The moments whose policy state its reads of IAM showed, lists and documents alike. */
  readonly reads: { readonly readAt: number; readonly asOf: number }[];
  answer?: Answer;
}

export interface Answer {
  readonly time: number;
  /** An HTTP status; for a task 200, or 500 when the invocation failed. */
  readonly status: number;
  readonly body: unknown;
  /** The `Retry-After` header, where there is one. */
  readonly retryAfter?: string;
}

/** Something that took effect at a service, or that the outside world did. `operation` is absent for a human's deed. */
export type Effect =
  | {
      readonly kind: 'put';
      readonly key: string;
      readonly body: string;
      readonly conditional: boolean;
      /** An intruder with access to the bucket wrote it. */
      readonly isForged?: true;
    }
  | { readonly kind: 'delete'; readonly key: string }
  | {
      readonly kind: 'create';
      readonly version: string;
      readonly document: string;
      readonly incarnation: number;
    }
  | {
      readonly kind: 'drop';
      readonly version: string;
      readonly wasDefault: boolean;
      /** How many older versions there were that are not the default either. */
      readonly older: number;
      /** How many versions there were, this one included. */
      readonly count: number;
    }
  /** IAM refuses a sixth version. */
  | { readonly kind: 'limit' }
  /** IAM refuses a document for its size. */
  | { readonly kind: 'size' }
  | {
      readonly kind: 'default';
      readonly version: string;
      readonly document: string;
      /** Counts the policies that have had this ARN, from 0: version ids start again with each. */
      readonly incarnation: number;
    };

export type RecordedEffect = Effect & { readonly time: number; readonly operation?: Operation };

/** Everything that happened in one run, for the oracle and for the transcript. */
export class History {
  readonly operations: Operation[] = [];
  readonly effects: RecordedEffect[] = [];
  /** Log lines as text. */
  readonly logs: {
    readonly time: number;
    readonly text: string;
    readonly operation: Operation | undefined;
  }[] = [];
  readonly #lines: {
    readonly time: number;
    readonly actor: string;
    readonly text: string | (() => string);
  }[] = [];
  readonly #scheduler: Scheduler;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  begin(operation: Omit<Operation, 'id' | 'startedAt' | 'lists' | 'reads'>, text: string): Operation {
    const begun = {
      ...operation,
      id: this.operations.length + 1,
      startedAt: this.#scheduler.now,
      lists: [],
      reads: [],
    };
    this.operations.push(begun);
    this.note(operation.process, `begins ${text}`, begun);
    return begun;
  }

  effect(effect: Effect, operation?: Operation): void {
    const time = this.#scheduler.now;
    this.effects.push(operation === undefined ? { ...effect, time } : { ...effect, time, operation });
  }

  log(actor: string, text: string, operation?: Operation): void {
    this.logs.push({ time: this.#scheduler.now, text, operation });
    this.note(actor, `log ${text}`, operation);
  }

  /** A line of the transcript; words that take time to find are found when the transcript is told. */
  note(actor: string, text: string | (() => string), operation?: Operation): void {
    const who = operation === undefined ? actor : `${actor} #${operation.id}`;
    this.#lines.push({ time: this.#scheduler.now, actor: who, text });
  }

  /** A timeline that a person reads. */
  transcript(): string {
    return this.#lines
      .map(
        ({ time, actor, text }) =>
          `${new Date(time).toISOString().slice(11, 23)}  ${actor.padEnd(9)}  ${typeof text === 'string' ? text : text()}`,
      )
      .join('\n');
  }
}
