import type { ServiceName, WireRequest } from './wire.ts';

/**
 * Which service a request is for. One port serves all, so the signature's credential scope tells
 * (`Credential=KEY/20261123/us-east-1/iam/aws4_request`); a request without one is classified by its shape.
 */
export function serviceOf({ headers, method }: Pick<WireRequest, 'headers' | 'method'>): ServiceName {
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9]+)\/aws4_request/.exec(
    headers['authorization'] ?? '',
  )?.[1];
  if (scope === 's3' || scope === 'iam' || scope === 'sts') return scope;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return method === 'POST' && isForm ? 'iam' : 's3';
}
