const RealDate = Date;
let ahead = 0;

/** From now on `Date` runs `aheadMs` milliseconds ahead of the machine in this thread; timers keep their pace. */
export function moveClock(aheadMs: number): void {
  ahead = aheadMs;
}

/** Takes the same arguments as `Date`; without any it is the moved present. */
class MovedDate extends RealDate {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(RealDate.now() + ahead);
    else super(args[0]);
  }

  static override now(): number {
    return RealDate.now() + ahead;
  }
}

Object.defineProperty(globalThis, 'Date', { value: MovedDate, configurable: true, writable: true });
