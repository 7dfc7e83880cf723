import axe from 'axe-core';
import * as v from 'valibot';

/** What the pages of Playwright and of Puppeteer have in common. */
interface ScriptedPage {
  evaluate(script: string): Promise<unknown>;
}

/** One text per fault: the rule and the elements. `undefined` while the page has not loaded axe. */
const faultsSchema = v.optional(v.array(v.string()));

/**
 * What axe reports about a page, or about one part of it (shadow roots included).
 * @param rules all of axe's rules if left out
 */
export async function accessibilityFaults(
  page: ScriptedPage,
  part = ':root',
  rules?: readonly string[],
): Promise<readonly string[]> {
  const options = {
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
    resultTypes: ['violations'],
    selectors: false,
    // Neither the extension's pages nor the prompt have frames or style sheets of another origin.
    iframes: false,
    preload: false,
  };
  const run = async () =>
    v.parse(
      faultsSchema,
      await page.evaluate(
        `globalThis.axe?.run(${JSON.stringify(part)}, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, help, nodes }) => [id + ': ' + help, ...nodes.map(({ html }) => html)].join('\\n')))`,
      ),
    );
  const faults = await run();
  if (faults) return faults;
  // 600 kB: once per page load, not once per run.
  await page.evaluate(axe.source);
  const found = await run();
  if (!found) throw new Error('The page does not keep axe.');
  return found;
}

/** The rules whose result depends on the colour scheme. */
export const COLOUR_RULES = ['color-contrast'];
