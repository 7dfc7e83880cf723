/** The floor of a cold grant: one plain HTTP request to IAM's endpoint, without SDK, parsing or checks. */
import { request } from 'node:http';

export const handler = () =>
  new Promise<{ statusCode: number; body: string }>((resolve, reject) => {
    const outgoing = request(
      String(process.env['AWS_ENDPOINT_URL_IAM']),
      {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          // The sandbox checks the scope only, as it has no secrets.
          authorization: 'AWS4-HMAC-SHA256 Credential=KEY/20261123/us-east-1/iam/aws4_request',
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ statusCode: 200, body: '{}' }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(
      new URLSearchParams({
        Action: 'ListPolicyVersions',
        Version: '2010-05-08',
        PolicyArn: String(process.env['BENCH_POLICY_ARN']),
      }).toString(),
    );
  });
