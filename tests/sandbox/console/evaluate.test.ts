import { runSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';

const REQUEST = { action: 'ec2:DescribeInstances', resource: '*' };

function fence(entries: string | readonly string[], condition: Record<string, unknown> = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: '',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': entries }, ...condition },
      },
    ],
  });
}

/** Whether an independent simulator of IAM denies the request. */
async function isDeniedBySimulator(document: string, sourceIp: string): Promise<boolean> {
  const outcome = await runSimulation(
    {
      request: {
        principal: 'arn:aws:iam::123456789012:user/alice',
        action: REQUEST.action,
        resource: { resource: REQUEST.resource, accountId: '123456789012' },
        contextVariables: { 'aws:SourceIp': sourceIp, 'aws:ViaAWSService': 'false' },
      },
      identityPolicies: [
        { name: 'OfficeOnly', policy: JSON.parse(document) },
        {
          name: 'Admin',
          policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
        },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === 'ExplicitlyDenied';
}

describe('the stand-in console evaluates the live policy as AWS does', () => {
  test.each([
    ['the office address', fence('123.123.123.123/32'), '123.123.123.123', false],
    ['another address', fence('123.123.123.123/32'), '203.0.113.7', true],
    [
      'an address inside a listed network',
      fence(['123.123.123.123/32', '203.0.113.0/24']),
      '203.0.113.7',
      false,
    ],
    ['IPv6 outside', fence('123.123.123.123/32'), '2001:db8:1:2::3', true],
    ['IPv6 inside its /64', fence(['123.123.123.123/32', '2001:db8:1:2::/64']), '2001:db8:1:2::3', false],
    ['a value without prefix length', fence('203.0.113.7'), '203.0.113.7', false],
    [
      'an extra condition that holds',
      fence('123.123.123.123/32', { Bool: { 'aws:ViaAWSService': 'false' } }),
      '203.0.113.7',
      true,
    ],
    [
      'an extra condition that does not hold',
      fence('123.123.123.123/32', { Bool: { 'aws:ViaAWSService': 'true' } }),
      '203.0.113.7',
      false,
    ],
  ])('%s', async (_name, document, sourceIp, denied) => {
    expect(evaluate(document, { ...REQUEST, sourceIp }).denied).toBe(denied);
    expect(await isDeniedBySimulator(document, sourceIp)).toBe(denied);
  });

  test('agrees with an independent simulator for any list and any address', async () => {
    // Prefix 0 is left out: the simulator reads an IPv4 /0 as "only itself".
    const cidr = fc
      .tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 }))
      .map(([address, prefix]) => `${address}/${prefix}`);
    await fc.assert(
      fc.asyncProperty(fc.array(cidr, { minLength: 1, maxLength: 5 }), fc.ipV4(), async (cidrs, sourceIp) => {
        const document = fence(cidrs);
        return (
          evaluate(document, { ...REQUEST, sourceIp }).denied ===
          (await isDeniedBySimulator(document, sourceIp))
        );
      }),
      { numRuns: 50 },
    );
  });

  test('applies a statement only to its actions', () => {
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        NotAction: 'iam:*',
        Resource: '*',
        Condition: { NotIpAddress: { 'AWS:SourceIP': '123.123.123.123/32' } },
      },
    });
    const visit = (action: string) =>
      evaluate(document, { action, resource: '*', sourceIp: '203.0.113.7' }).denied;
    expect(visit('iam:ListUsers')).toBe(false);
    expect(visit('s3:ListAllMyBuckets')).toBe(true);
  });

  test('throws for an operator that it does not implement', () => {
    const document = fence('123.123.123.123/32', {
      DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' },
    });
    expect(() => evaluate(document, { ...REQUEST, sourceIp: '203.0.113.7' })).toThrow(
      'cannot evaluate DateLessThan',
    );
  });
});
