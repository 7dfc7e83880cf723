import { expect } from '@playwright/test';
import { ConsolePage } from '../../e2e/pages/console-page.ts';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { HOME, OFFICE } from '../../sandbox/network/visitor.ts';
import type { Stage } from '../../support/browsers/open-stage.ts';
import type { Transcript } from './transcript.ts';

const BASELINE = [`${OFFICE}/32`];
const TIMEOUT = { timeout: 20_000 };

/**
 * Plays the whole story and checks each step against AWS and the page.
 * @throws when a step did not happen as told
 */
export async function playStory({ world, page }: Stage, transcript: Transcript): Promise<void> {
  const aws = new ConsolePage(page);
  const allowedNow = async () => allowedAddresses((await world.livePolicy()).document);
  transcript.policy('The policy before', await world.livePolicy());
  expect(await allowedNow()).toEqual(BASELINE);

  await aws.open('/s3/buckets');
  await expect(aws.deniedBuckets).toBeVisible(TIMEOUT);
  await expect(aws.prompt.allow).toBeVisible(TIMEOUT);
  await transcript.picture(
    aws.page,
    'denied',
    `At home (${HOME}) AWS denies access to S3, and Genkan offers one button.`,
  );

  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible(TIMEOUT);
  await transcript.picture(aws.page, 'allowed', 'One click later the address is in the policy.');
  expect(await allowedNow()).toEqual([...BASELINE, `${HOME}/32`]);
  transcript.policy('The policy after the click', await world.livePolicy());

  await expect(aws.buckets).toBeVisible(TIMEOUT);
  await transcript.picture(
    aws.page,
    'works',
    'A few seconds later the page comes back by itself: S3 shows its buckets.',
  );

  await world.midnight();
  expect(await allowedNow()).toEqual(BASELINE);
  transcript.policy('The policy after the reset at midnight', await world.livePolicy());

  // The extension caches the last network status ("allowed") for 20 s; a member does not return so soon after a reset.
  await expect(async () => {
    await aws.open('/s3/buckets');
    await expect(aws.deniedBuckets).toBeVisible(TIMEOUT);
    await expect(aws.prompt.allow).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await transcript.picture(
    aws.page,
    'denied-again',
    'Midnight took the address out; AWS denies access again, and Genkan prompts again.',
  );
}
