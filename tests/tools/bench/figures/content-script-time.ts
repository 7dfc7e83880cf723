import { ensureExtension } from '../../../support/built/ensure-extension.ts';
import { type ChurnShape, churnShapes } from '../content/churn.ts';
import { startConsoleHost } from '../content/console-host.ts';
import { contestantExtension } from '../content/contestant-extension.ts';
import { calibrate, measureScript, measureSelectors } from '../content/measure-script.ts';
import type { ScriptCost, SelectorCost } from '../content/trace.ts';
import { type Figure, type Row, rounds } from '../harness/figure.ts';
import { median } from '../harness/sample.ts';
import { number, spread } from '../harness/text.ts';

const LIMIT_MS = 5;
const LONGEST_MS = 4;
/** Of the time in which the browser matches the page's own rules. */
const STYLE_SHARE_PERCENT = 10;

const titles: Record<ChurnShape, string> = {
  remount: 'rows remounted',
  trickle: 'one insert per task',
};

const names = ['genkan', 'nothing'] as const;
type Name = (typeof names)[number];

/** What the content script costs the console's main thread where there is no denial. */
export const contentScriptTime: Figure = {
  name: 'content-script-time',
  async measure(options) {
    const host = await startConsoleHost();
    try {
      const folders = new Map<Name, string>();
      for (const name of names)
        folders.set(name, name === 'genkan' ? await ensureExtension('chrome') : contestantExtension(name));
      const folder = (name: Name) => folders.get(name) ?? '';
      const calibration = await calibrate(folder('nothing'), host);
      const costs = new Map<Name, Record<ChurnShape, ScriptCost>[]>(names.map((name) => [name, []]));
      for (let round = 0; round < rounds(options, 2); round += 1)
        for (const name of names) costs.get(name)?.push(await measureScript(folder(name), host, calibration));
      const without = await measureSelectors(folder('nothing'), host, calibration);
      const styled = await measureSelectors(folder('genkan'), host, calibration);
      return churnShapes.flatMap((shape) => {
        const of = (name: Name) => (costs.get(name) ?? []).map((cost) => cost[shape]);
        return [scriptRow(shape, of), styleRow(shape, styled[shape], without[shape])];
      });
    } finally {
      await host.close();
    }
  },
};

function scriptRow(shape: ChurnShape, of: (name: Name) => ScriptCost[]): Row {
  const totals = (name: Name) => of(name).map(({ total }) => total);
  const calls = Math.max(...of('genkan').map((cost) => cost.calls));
  const longest = Math.max(...of('genkan').map((cost) => cost.longest));
  return {
    figure: `content script per 10,000 mutation records, ${titles[shape]}`,
    ours: `${spread(totals('genkan'), 'ms')} in ${calls} callbacks`,
    floor: `a script that does nothing ${spread(totals('nothing'), 'ms')}`,
    checks: [
      { unit: 'ms', value: median(totals('genkan')), limit: LIMIT_MS },
      { unit: 'ms longest callback', value: longest, limit: LONGEST_MS },
    ],
    note:
      'processor time of the main thread inside the script’s own functions (forced layout included), from the browser’s trace ' +
      'by script address; the script that does nothing is the control. A quarter of the records is really run.',
  };
}

/** The browser matches our style rules against what the page inserts: our time as well, though no script runs. */
function styleRow(
  shape: ChurnShape,
  styled: ReadonlyMap<string, SelectorCost>,
  without: ReadonlyMap<string, SelectorCost>,
): Row {
  const sum = (costs: readonly SelectorCost[]) => ({
    time: costs.reduce((total, { time }) => total + time, 0),
    attempts: costs.reduce((total, { attempts }) => total + attempts, 0),
  });
  const own = sum([...styled].flatMap(([selector, cost]) => (without.has(selector) ? [] : [cost])));
  const page = sum([...without.values()]);
  const text = ({ time, attempts }: SelectorCost) =>
    `${number(time)} ms, tried on ${attempts.toLocaleString('en')} elements`;
  return {
    figure: `its style rules per 10,000 mutation records, ${titles[shape]}`,
    ours: `at most ${text(own)}`,
    baseline: `the page’s own rules, counted the same way: ${text(page)}`,
    checks: [
      { unit: '% of the page’s own', value: shareOf(own.time, page.time), limit: STYLE_SHARE_PERCENT },
    ],
    note:
      'from the browser’s selector statistics, whose clock reads around every single match cost more than most matches: an ' +
      'upper bound, to be read beside the page’s own rules counted in the same trace.',
  };
}

/** Percent; a page that matches no rule of its own has no share to compare with. */
function shareOf(ours: number, pages: number): number {
  return ours === 0 ? 0 : (100 * ours) / pages;
}
