/**
 * An API Gateway HTTP API event, payload 2.0, as the Lambda function gets it.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEvent(request: {
  readonly method: string;
  readonly path: string;
  readonly key?: string;
  readonly sourceIp: string;
  readonly body?: string;
}): unknown {
  const host = 'bench.execute-api.us-east-1.amazonaws.com';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: request.path,
    rawQueryString: '',
    headers: {
      host,
      'accept-encoding': 'gzip, br',
      'content-type': 'application/json',
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...(request.key === undefined ? {} : { authorization: `Bearer ${request.key}` }),
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'bench',
      domainName: host,
      domainPrefix: 'bench',
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: 'genkan-bench',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '23/Nov/2026:15:00:00 +0000',
      timeEpoch: 1_795_446_000_000,
    },
    ...(request.body === undefined ? {} : { body: request.body }),
    isBase64Encoded: false,
  };
}
