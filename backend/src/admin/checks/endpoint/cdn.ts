import { type Check, type EndpointFacts, ok, warning } from '../check.ts';

const CHECK = 'cdn';

/** No CDN is between the members and the backend: the backend would see its address and not theirs. */
export const checkCdn: Check = ({ endpoints: { ipv4, dualStack } }) => {
  const known = [ipv4, dualStack].filter((endpoint) => endpoint !== undefined);
  const responding = known.filter(({ responses }) =>
    [...responses.values()].some((response) => response.known),
  );
  if (responding.length === 0) return [];
  const found = responding.flatMap((endpoint) => {
    const cdn = cdnOf(endpoint);
    return cdn === undefined ? [] : [{ url: endpoint.url, cdn }];
  });
  if (found.length === 0) return [ok(CHECK, 'The endpoints respond without a CDN in between.')];
  return found.map(({ url, cdn }) =>
    warning(
      CHECK,
      `${cdn} is in front of ${url}: unless the backend trusts it as a proxy, it sees the address of ${cdn} and not the member's.`,
      'Let members reach the backend without it, or name it as a trusted proxy (Node server only; see backend/README.md).',
    ),
  );
};

function cdnOf({ responses }: EndpointFacts): string | undefined {
  for (const response of responses.values())
    if (response.known && response.value.cdn !== undefined) return response.value.cdn;
  return undefined;
}
