import type { IncomingHttpHeaders } from 'node:http';

/** Headers that CDNs add to a response. */
const MARKS: readonly (readonly [name: string, header: string, value: RegExp])[] = [
  ['CloudFront', 'x-amz-cf-id', /./],
  ['CloudFront', 'via', /cloudfront/i],
  ['Cloudflare', 'cf-ray', /./],
  ['Cloudflare', 'server', /^cloudflare/i],
  ['Fastly', 'x-served-by', /^cache-/i],
  ['Fastly', 'via', /\bvarnish\b/i],
  ['Akamai', 'server', /^akamai/i],
  ['Akamai', 'x-akamai-request-id', /./],
  ['Azure Front Door', 'x-azure-ref', /./],
  ['Google Cloud CDN', 'via', /\bgoogle\b/i],
  ['Bunny', 'server', /^bunnycdn/i],
];

/**
 * The CDN that a response came through, by its headers; `undefined` when no header is of a known CDN. API Gateway's HTTP APIs, function
 * URLs and load balancers add none of these.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
export function findCdn(headers: IncomingHttpHeaders): string | undefined {
  return MARKS.find(([, header, value]) =>
    [headers[header] ?? []].flat().some((text) => value.test(text)),
  )?.[0];
}
