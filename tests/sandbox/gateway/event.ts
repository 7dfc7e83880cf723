import { randomUUID } from 'node:crypto';

/**
 * The event that an API Gateway HTTP API (payload format 2.0) hands to the function for this request. `sourceIp` is what
 * the gateway itself saw; nothing the client sends can change it. Source: API Gateway developer guide, "Lambda proxy
 * integrations for HTTP APIs".
 */
export async function httpApiEvent(request: Request, sourceIp: string, accountId: string) {
  const url = new URL(request.url);
  const body = request.body === null ? '' : await request.text();
  const now = Date.now();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: {
      ...Object.fromEntries(request.headers),
      'x-forwarded-for': sourceIp,
      'x-forwarded-proto': 'https',
    },
    ...(url.search === '' ? {} : { queryStringParameters: Object.fromEntries(url.searchParams) }),
    requestContext: {
      accountId,
      apiId: url.hostname.split('.')[0] ?? '',
      domainName: url.hostname,
      domainPrefix: url.hostname.split('.')[0] ?? '',
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: request.headers.get('user-agent') ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
    ...(body === '' ? {} : { body }),
    isBase64Encoded: false,
  };
}
