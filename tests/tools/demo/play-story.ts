import { expect } from '@playwright/test';
import { ConsolePage } from '../../e2e/pages/console-page.ts';
import { allowedAddresses } from '../../sandbox/allowed-addresses.ts';
import { HOME, OFFICE } from '../../sandbox/network/visitor.ts';
import type { Stage } from '../../support/browsers/open-stage.ts';
import type { Transcript } from './transcript.ts';

const BASELINE = [`${OFFICE}/32`];
const PATIENCE = { timeout: 20_000 };

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
  await expect(aws.deniedBuckets).toBeVisible(PATIENCE);
  await expect(aws.prompt.allow).toBeVisible(PATIENCE);
  await transcript.picture(
    aws.page,
    'denied',
    `At home (${HOME}) AWS denies access to S3, and Genkan offers one button.`,
  );

  await aws.prompt.allow.click();
  await expect(aws.prompt.reload).toBeVisible(PATIENCE);
  await transcript.picture(aws.page, 'allowed', 'One click later the address is in the policy.');
  expect(await allowedNow()).toEqual([...BASELINE, `${HOME}/32`]);
  transcript.policy('The policy after the click', await world.livePolicy());

  await expect(aws.buckets).toBeVisible(PATIENCE);
  await transcript.picture(
    aws.page,
    'works',
    'A few seconds later the page comes back by itself: S3 shows its buckets.',
  );

  await world.midnight();
  expect(await allowedNow()).toEqual(BASELINE);
  transcript.policy('The policy after the reset at midnight', await world.livePolicy());

  // Genkan's last answer ("allowed") holds for 20 s; a person does not come back within seconds after midnight.
  await expect(async () => {
    await aws.open('/s3/buckets');
    await expect(aws.deniedBuckets).toBeVisible(PATIENCE);
    await expect(aws.prompt.allow).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await transcript.picture(
    aws.page,
    'denied-again',
    'Midnight took the address out; AWS denies access again, and Genkan prompts again.',
  );
}
