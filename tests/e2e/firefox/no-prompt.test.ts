import { FOREIGN_DENIALS, TALKS_ABOUT_DENIALS } from '../flows/behaviours.ts';
import type { FirefoxTab } from './firefox-tab.ts';
import { expect, test } from './fixtures.ts';

/** A real refusal afterwards, in the same page, shows that Genkan was awake. */
async function onlyS3Prompts(tab: FirefoxTab): Promise<void> {
  await tab.press('S3');
  await tab.prompted('Allow this network');
  expect(await tab.promptsSeen()).toEqual(['/s3/buckets']);
}

for (const { what, path, shows } of TALKS_ABOUT_DENIALS) {
  test(`${what} that talks about denials never prompts`, async ({ tab }) => {
    await tab.open(path);
    await tab.see(shows);
    await onlyS3Prompts(tab);
  });
}

for (const { whose, otherDeny } of FOREIGN_DENIALS) {
  test(`a denial by ${whose} never prompts, even in a network that is not allowed`, async ({
    world,
    tab,
  }) => {
    world.console.otherDeny = otherDeny;
    await tab.open('/iam/policies');
    await tab.see('explicit deny in a');
    world.console.otherDeny = undefined;
    await onlyS3Prompts(tab);
  });
}

/** Waits until a frame of the page shows these words. */
async function seeInFrame(tab: FirefoxTab, words: string): Promise<void> {
  const inFrames = async () => {
    const texts = await Promise.all(
      tab.page.frames().map((frame) => frame.evaluate('document.body?.textContent ?? ""').catch(() => '')),
    );
    return texts.slice(1).join();
  };
  await expect.poll(inFrames).toContain(words);
}

test('log lines in a same-origin frame never prompt', async ({ tab }) => {
  await tab.open('/cloudwatch/logs');
  await seeInFrame(tab, 'cron ERROR');
  await onlyS3Prompts(tab);
});

test('a denial of the log service inside its frame prompts once, in the page', async ({ tab }) => {
  await tab.open('/cloudwatch/logs?live');
  await tab.prompted('Allow this network');
  expect(await tab.promptsSeen()).toEqual(['/cloudwatch/logs']);
  expect(await tab.page.evaluate("frames[0].document.querySelectorAll('genkan-prompt').length")).toBe(0);
});

test("another origin's frame is none of this page's business", async ({ tab }) => {
  await tab.open('/support/home');
  await seeInFrame(tab, 'Access denied to logs');
  await onlyS3Prompts(tab);
});

test('CloudShell never prompts, whether loaded or navigated to', async ({ tab }) => {
  await tab.open('/cloudshell/home');
  await tab.see('Unable to start the environment');
  expect(await tab.promptsSeen()).toEqual([]);
  await tab.open('/iam/policies/OfficeOnly');
  await tab.press('CloudShell');
  await tab.see('Unable to start the environment');
  await onlyS3Prompts(tab);
});
