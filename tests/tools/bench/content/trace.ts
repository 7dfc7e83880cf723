import * as v from 'valibot';

const eventSchema = v.object({
  name: v.string(),
  pid: v.number(),
  tid: v.number(),
  ts: v.number(),
  /** Wall-clock duration in microseconds. */
  dur: v.optional(v.number()),
  /** Processor time of the thread in microseconds: what neighbours on the machine cannot disturb. */
  tdur: v.optional(v.number()),
  args: v.optional(v.record(v.string(), v.unknown())),
});
type TraceEvent = v.InferOutput<typeof eventSchema>;

const traceSchema = v.object({ traceEvents: v.array(v.unknown()) });
const callSchema = v.object({ data: v.object({ url: v.optional(v.string(), '') }) });
const selectorSchema = v.object({
  selector_stats: v.object({
    selector_timings: v.array(
      v.looseObject({ selector: v.string(), 'elapsed (us)': v.number(), match_attempts: v.number() }),
    ),
  }),
});

/** What one script cost the main thread, in milliseconds. */
export interface ScriptCost {
  readonly total: number;
  readonly longest: number;
  readonly calls: number;
}

function events(trace: Uint8Array, name: string): readonly TraceEvent[] {
  const { traceEvents } = v.parse(traceSchema, JSON.parse(new TextDecoder().decode(trace)));
  return traceEvents.flatMap((event) => {
    const parsed = v.safeParse(eventSchema, event);
    return parsed.success && parsed.output.name === name ? [parsed.output] : [];
  });
}

/**
 * The time the browser spent inside functions of one origin's scripts, whatever called them (observer, listener, timer,
 * idle slice), layout and style they force included. Calls nested in calls of the same scripts count once.
 * @param origin for example `chrome-extension://`
 */
export function scriptCost(trace: Uint8Array, origin: string): ScriptCost {
  const calls = events(trace, 'FunctionCall')
    .filter((event) => {
      const parsed = v.safeParse(callSchema, event.args);
      return parsed.success && parsed.output.data.url.startsWith(origin);
    })
    .toSorted((a, b) => a.ts - b.ts);
  const outermost = calls.filter(
    (call, index) =>
      !calls
        .slice(0, index)
        .some(
          (outer) =>
            outer.pid === call.pid && outer.tid === call.tid && outer.ts + (outer.dur ?? 0) > call.ts,
        ),
  );
  const durations = outermost.map((call) => (call.tdur ?? call.dur ?? 0) / 1000);
  return {
    total: durations.reduce((sum, duration) => sum + duration, 0),
    longest: Math.max(0, ...durations),
    calls: outermost.length,
  };
}

/** What matching one selector cost: milliseconds, clock reads included, and on how many elements it was tried. */
export interface SelectorCost {
  readonly time: number;
  readonly attempts: number;
}

/** Style matching by selector, over the whole trace; needs the category `disabled-by-default-blink.debug`. */
export function selectorCost(trace: Uint8Array): ReadonlyMap<string, SelectorCost> {
  const cost = new Map<string, SelectorCost>();
  for (const event of events(trace, 'SelectorStats')) {
    const parsed = v.safeParse(selectorSchema, event.args);
    if (!parsed.success) continue;
    for (const timing of parsed.output.selector_stats.selector_timings) {
      const { time, attempts } = cost.get(timing.selector) ?? { time: 0, attempts: 0 };
      cost.set(timing.selector, {
        time: time + timing['elapsed (us)'] / 1000,
        attempts: attempts + timing.match_attempts,
      });
    }
  }
  return cost;
}
