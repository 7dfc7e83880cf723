import pMap from 'p-map';

/**
 * Requests to S3 side by side. The SDK keeps 50 connections per client; a request that waits for one counts against its
 * connect time-out, so a thousand at once fail.
 * @see https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html
 */
export const REQUESTS_AT_ONCE = 20;

/** `Promise.all` over a list of any length: the results in order, with a bounded number of requests at once. */
export function mapBounded<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  return pMap(items, map, { concurrency: REQUESTS_AT_ONCE });
}

/** `Promise.allSettled`, with a bounded number of requests at once: a failure of one item stops no other. */
export async function settleBounded<Item, Result>(
  items: Iterable<Item>,
  map: (item: Item) => Promise<Result>,
): Promise<readonly PromiseSettledResult<Result>[]> {
  const settled = await mapBounded(items, (item) => Promise.allSettled([map(item)]));
  return settled.flat();
}

/** The results. @throws the first failure */
export function valuesOf<Result>(outcomes: readonly PromiseSettledResult<Result>[]): readonly Result[] {
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
