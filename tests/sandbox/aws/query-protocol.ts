import type { AwsError } from './aws-error.ts';
import type { WireResponse } from './wire.ts';
import { type XmlElements, xmlDocument } from './xml.ts';

/** AWS's Query protocol wraps a result in `<ActionResponse><ActionResult>`. */
export function queryResult(
  action: string,
  result: XmlElements | undefined,
  requestId: string,
  namespace: string,
): WireResponse {
  const content = {
    ...(result === undefined ? {} : { [`${action}Result`]: result }),
    ResponseMetadata: { RequestId: requestId },
  };
  return xmlResponse(200, xmlDocument(`${action}Response`, content, namespace), requestId);
}

/** The Query protocol's error document; `Sender` is the caller's fault, `Receiver` AWS's. */
export function queryFailure(error: AwsError, requestId: string, namespace: string): WireResponse {
  const content = {
    Error: { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: error.code, Message: error.message },
    RequestId: requestId,
  };
  return xmlResponse(error.status, xmlDocument('ErrorResponse', content, namespace), requestId);
}

function xmlResponse(status: number, body: string, requestId: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
