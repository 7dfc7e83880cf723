import type { AllowlistDeps } from '../deps.ts';
import { POLL_FIRST_MS, POLL_LONGEST_MS } from '../timing.ts';
import { readListed, versionNumber } from './live-policy.ts';

/** How often the versions are listed until our own is among them, over eight seconds. */
const LIST_ATTEMPTS = 18;

/**
 * The newest document that somebody else wrote between the newest version we knew and our own; `undefined` when there is
 * none any more. IAM's reads lag: only a listing that shows our own version is sure to show what came before it. A create
 * whose request arrived twice leaves our own document in between, which is nobody's edit.
 * @throws {AwsUnavailableError} when IAM lists such a version and does not show it
 */
export async function readBetween(
  deps: AllowlistDeps,
  newestKnown: number,
  own: { readonly version: string; readonly document: string },
): Promise<string | undefined> {
  for (const id of await listBetween(deps, newestKnown, versionNumber(own.version))) {
    const document = await readListed(deps, id);
    if (document !== own.document) return document;
  }
  return undefined;
}

/** Ids strictly between two numbers, the newest first. */
async function listBetween(deps: AllowlistDeps, from: number, to: number): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt++) {
    const versions = await deps.policies.listVersions();
    const numbers = versions.map(({ id }) => versionNumber(id));
    if (numbers.some((number) => number >= to) || attempt === LIST_ATTEMPTS) {
      const between = numbers.filter((number) => number > from && number < to);
      return between.sort((a, b) => b - a).map((number) => `v${number}`);
    }
    await deps.clock.sleep(Math.min(POLL_FIRST_MS * 2 ** attempt, POLL_LONGEST_MS));
  }
}
