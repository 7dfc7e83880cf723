import { ensureExtension } from '../../built/ensureExtension.ts';
import { type ChurnShape, churnShapes } from '../content/churn.ts';
import { startConsoleHost } from '../content/consoleHost.ts';
import { contestantExtension } from '../content/contestantExtension.ts';
import { calibrate, measureScript, measureSelectors } from '../content/measureScript.ts';
import type { ScriptCost } from '../content/trace.ts';
import { type Figure, type Row, rounds } from '../harness/figure.ts';
import { median } from '../harness/sample.ts';
import { number, spread } from '../harness/text.ts';

const LIMIT_MS = 5;
const LONGEST_MS = 4;

const titles: Record<ChurnShape, string> = {
  remount: 'rows remounted',
  text: 'cell text changed',
  burst: 'thousands of inserts at once',
  trickle: 'one insert per task',
};

const names = ['genkan', 'innerText', 'idleSelector', 'idleObserver', 'nothing'] as const;
type Name = (typeof names)[number];

/** One insert per task costs the naive script a page's whole text each time: a twentieth of it takes long enough. */
const share = (name: Name): Partial<Record<ChurnShape, number>> =>
  name === 'innerText' ? { trickle: 0.05 } : {};

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
      for (let round = 0; round < rounds(options, 3); round += 1)
        for (const name of names)
          costs.get(name)?.push(await measureScript(folder(name), host, calibration, share(name)));
      const without = await measureSelectors(folder('nothing'), host, calibration);
      const styled = await measureSelectors(folder('genkan'), host, calibration);
      return churnShapes.map((shape) => {
        const of = (name: Name) => (costs.get(name) ?? []).map((cost) => cost[shape]);
        const style = [...styled[shape]]
          .filter(([selector]) => !without[shape].has(selector))
          .reduce((sum, [, time]) => sum + time, 0);
        return row(shape, of, style);
      });
    } finally {
      await host.close();
    }
  },
};

function row(shape: ChurnShape, of: (name: Name) => ScriptCost[], style: number): Row {
  const totals = (name: Name) => of(name).map(({ total }) => total);
  const calls = Math.max(...of('genkan').map((cost) => cost.calls));
  const longest = Math.max(...of('genkan').map((cost) => cost.longest));
  const own = median(totals('genkan')) + style;
  return {
    figure: `content script per 10,000 mutation records, ${titles[shape]}`,
    ours: `${spread(totals('genkan'), 'ms')} in ${calls} callbacks + ${number(style)} ms style matching`,
    baseline: `innerText ${spread(totals('innerText'), 'ms')}; idle selector ${spread(totals('idleSelector'), 'ms')}`,
    floor: `idle observer ${spread(totals('idleObserver'), 'ms')}; nothing ${spread(totals('nothing'), 'ms')}`,
    checks: [
      { unit: 'ms', value: own, limit: LIMIT_MS },
      { unit: 'ms longest callback', value: longest, limit: LONGEST_MS },
      ...(shape === 'text'
        ? [
            { unit: 'callbacks', value: calls, limit: 0 },
            { unit: 'ms in callbacks', value: median(totals('genkan')), limit: 0 },
          ]
        : []),
    ],
    note:
      'processor time of the main thread inside the script’s own functions (whoever called them, forced layout included), ' +
      'from the browser’s trace by script address; ours also bears the time its style rules take to match, measured with ' +
      'the browser’s selector statistics, whose clock reads make it an upper bound.' +
      (shape === 'trickle'
        ? ' The naive script ran 500 records and is scaled to 10,000, in its favour.'
        : ''),
  };
}
