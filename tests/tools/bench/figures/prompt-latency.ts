import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import { ConsolePage } from '../../../e2e/pages/console-page.ts';
import { openStage } from '../../../support/browsers/open-stage.ts';
import { readSeen, whenVisible } from '../content/when-visible.ts';
import { type Figure, rounds } from '../harness/figure.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/sample.ts';
import { spread } from '../harness/text.ts';

const LIMIT_MS = 150;

/** From AWS's denial on the page to the prompt. */
export const promptLatency: Figure = {
  name: 'prompt-latency',
  async measure(options) {
    const stage = await openStage({ connected: true });
    try {
      const setup = parseSetupCode(stage.setupCode);
      if (!setup.ok) throw new RangeError(setup.reason);
      const { endpoint, key } = setup.value;
      const own = await stage.context.newPage();
      await own.goto(`${stage.origin}/options.html`);
      const samples = await interleave(rounds(options, 15), {
        async ours() {
          const page = await stage.context.newPage();
          try {
            await page.addInitScript(whenVisible, {
              from: "You don't have permissions to list buckets",
              selector: 'genkan-prompt',
              text: '203.0.113.7',
            });
            await new ConsolePage(page).open('/s3/buckets');
            return await readSeen(page);
          } finally {
            await page.close();
          }
        },
        floor: () =>
          own.evaluate(
            async ({ url, authorization }) => {
              const start = performance.now();
              const response = await fetch(url, { headers: { authorization }, cache: 'no-store' });
              await response.json();
              return performance.now() - start;
            },
            { url: new URL('/v1/me', endpoint).href, authorization: `Bearer ${key}` },
          ),
      });
      const above = samples.ours.map((value, round) => value - (samples.floor[round] ?? Number.NaN));
      return [
        {
          figure: 'denial on the page → prompt visible',
          ours: spread(samples.ours, 'ms'),
          floor: `one GET /v1/me: ${spread(samples.floor, 'ms')}`,
          checks: [{ unit: 'ms above the floor', value: median(above), limit: LIMIT_MS }],
          note:
            'in real Chromium on a console host name: from the moment the refusal stands in the page to the frame after the ' +
            'prompt with its address; a fresh tab each time.',
        },
      ];
    } finally {
      await stage.close();
    }
  },
};
