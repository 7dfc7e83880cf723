import { runSimulation } from '@cloud-copilot/iam-simulate';

/** Requests that the policies of the cases speak about. */
const REQUESTS = [
  ['s3:GetObject', 'arn:aws:s3:::pub/home/hanako/notes.txt'],
  ['ec2:TerminateInstances', 'arn:aws:ec2:ap-northeast-1:123456789012:instance/i-0123456789abcdef0'],
  ['dynamodb:ListTables', '*'],
] as const;

/** The other condition keys of a request from a browser, with values for which the allowlists of the cases apply. */
const CONTEXT = {
  'aws:ViaAWSService': 'false',
  'aws:PrincipalIsAWSService': 'false',
  'aws:MultiFactorAuthPresent': 'false',
  'aws:RequestedRegion': 'ap-northeast-1',
  'aws:PrincipalTag/dp:include:network': 'true',
  'aws:SecureTransport': 'true',
};

/**
 * What an independent implementation of IAM decides for requests from this address by a user with every other permission: one
 * word per request. Its known faults: IPv4 `/0`, IPv6 entries without a prefix, and IPv4 entries without a prefix when
 * the request comes by IPv6.
 * @throws {TypeError} when it does not take the document for a policy
 */
export async function simulateIam(document: string, sourceIp: string): Promise<readonly string[]> {
  const allowlist = identityPolicy(JSON.parse(document));
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const verdicts: string[] = [];
  for (const [action, resource] of REQUESTS) {
    const result = await runSimulation(
      {
        request: {
          principal: 'arn:aws:iam::123456789012:user/hanako',
          action,
          resource: { resource, accountId: '123456789012' },
          contextVariables: { ...CONTEXT, 'aws:SourceIp': sourceIp },
        },
        identityPolicies: [
          { name: 'allowlist', policy: allowlist },
          { name: 'everything', policy: everything },
        ],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    if (result.resultType === 'error') throw new TypeError(JSON.stringify(result.errors));
    verdicts.push(result.overallResult);
  }
  return verdicts;
}

/** The document as a managed policy: published bucket policies name principals, which have no place there. */
function identityPolicy(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => (key === 'Principal' ? undefined : value)),
  );
}
