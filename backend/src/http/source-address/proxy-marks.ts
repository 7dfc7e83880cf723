/** What a CDN or load balancer adds to every request that it passes on to a server, and no browser or forward proxy does. */
interface ProxyMarks {
  /** Its name within a sentence. */
  readonly name: string;
  /** Headers whose presence is enough, in lower case. */
  readonly headers?: readonly string[];
  /** The beginning of such headers. */
  readonly prefix?: string;
  /** What it writes into `Via` (RFC 9110, section 7.6.3). */
  readonly via?: RegExp;
  readonly userAgent?: RegExp;
  /** What it writes into `CDN-Loop` (RFC 8586). */
  readonly loop?: RegExp;
  /** The header in which it always names the address that it saw, overwriting what the client sent. */
  readonly seen?: string;
}

/**
 * The first that matches names the proxy. `X-Forwarded-For` and a plain `Via` are no marks: a forward proxy at the
 * member's side adds them too, and AWS sees the address of that proxy as well.
 */
const KNOWN: readonly ProxyMarks[] = [
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
  {
    name: 'Amazon CloudFront',
    headers: ['x-amz-cf-id'],
    prefix: 'cloudfront-',
    via: /\(CloudFront\)/i,
    userAgent: /^Amazon CloudFront$/i,
  },
  // https://developers.cloudflare.com/fundamentals/reference/http-headers/
  {
    name: 'Cloudflare',
    headers: ['cf-ray', 'cf-connecting-ip', 'cf-connecting-ipv6', 'cf-visitor'],
    loop: /\bcloudflare\b/i,
    seen: 'cf-connecting-ip',
  },
  // https://www.fastly.com/documentation/reference/http/http-headers/
  { name: 'Fastly', headers: ['fastly-client-ip', 'fastly-ff'], loop: /\bfastly\b/i },
  // https://techdocs.akamai.com/property-mgr/docs/
  {
    name: 'Akamai',
    headers: ['akamai-origin-hop', 'x-akamai-edgescape', 'x-akamai-config-log-detail'],
    via: /\bakamai/i,
    loop: /\bakamai/i,
  },
  // https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol
  {
    name: 'Azure Front Door',
    headers: ['x-azure-fdid', 'x-azure-socketip'],
    seen: 'x-azure-socketip',
  },
  // https://learn.microsoft.com/azure/application-gateway/how-application-gateway-works
  { name: 'Azure Application Gateway', headers: ['x-appgw-trace-id'] },
  // https://cloud.google.com/load-balancing/docs/https#target-proxies
  { name: 'a Google Cloud load balancer', via: /(^|,\s*)1\.1 google\s*(,|$)/i },
  // https://docs.imperva.com/bundle/cloud-application-security/page/more/origin-headers.htm
  { name: 'Imperva', headers: ['incap-client-ip'] },
  { name: 'a CDN', headers: ['cdn-loop'] },
];

/** Request headers by their names in lower case. */
export type RequestHeaders = Readonly<Record<string, string>>;

export interface ProxyInFront {
  /** As in a sentence: `Amazon CloudFront`, `a CDN`. */
  readonly name: string;
  /** The address that the proxy reports, unparsed. */
  readonly seen?: string;
}

/** The CDN or load balancer that forwarded this request, when its headers identify it. */
export function findProxyInFront(headers: RequestHeaders): ProxyInFront | undefined {
  const found = KNOWN.find((marks) => isMarked(marks, headers));
  if (found === undefined) return undefined;
  const seen = found.seen === undefined ? undefined : headers[found.seen];
  return { name: found.name, ...(seen !== undefined && { seen }) };
}

function isMarked({ headers: names, prefix, via, userAgent, loop }: ProxyMarks, headers: RequestHeaders) {
  const matches = (pattern: RegExp | undefined, header: string) =>
    pattern?.test(headers[header] ?? '') ?? false;
  return (
    (names?.some((name) => headers[name] !== undefined) ?? false) ||
    (prefix !== undefined && Object.keys(headers).some((name) => name.startsWith(prefix))) ||
    matches(via, 'via') ||
    matches(userAgent, 'user-agent') ||
    matches(loop, 'cdn-loop')
  );
}
