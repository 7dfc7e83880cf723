import type { AwsError } from '../aws-error.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import { xmlDocument } from '../xml.ts';

/** S3's error document. A response to HEAD, and a 304, has no body: then the status alone is the error. */
export function s3Failure(error: AwsError, request: WireRequest, requestId: string): WireResponse {
  const headers = { 'x-amz-request-id': requestId };
  if (request.method === 'HEAD' || error.status === 304) return { status: error.status, headers, body: '' };
  const content = {
    Code: error.code,
    Message: error.message,
    ...error.details,
    RequestId: requestId,
    HostId: 'genkan-sandbox',
  };
  return {
    status: error.status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: xmlDocument('Error', content),
  };
}
