import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crowdedCidr } from '../../../testing/address-arbitrary.ts';
import { simulateIam } from '../../../testing/simulate-iam.ts';
import { type Address, formatAddress, formatCidr } from '../../address.ts';
import { explainAccess } from '../../render.ts';

// The independent IAM misreads an IPv4 /0.
const anyEntry = crowdedCidr.filter(({ prefix }) => prefix > 0).map(formatCidr);
const anyEntries = fc.array(anyEntry, { minLength: 1, maxLength: 4 });
const anyAddress = crowdedCidr.map(({ family, value }): Address => ({ family, value }));

const anyOperator = fc.constantFrom(
  'IpAddress',
  'IpAddressIfExists',
  'ForAnyValue:IpAddress',
  'ForAllValues:IpAddress',
  'ipaddress',
);
/** Conditions that hold for the simulator's requests, conditions that do not, and none. */
const anyExtra = fc.constantFrom(
  {},
  { Bool: { 'aws:ViaAWSService': 'false' } },
  { Bool: { 'aws:ViaAWSService': 'true' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
);
const anySecond = fc.record({ operator: anyOperator, entries: anyEntries, extra: anyExtra });

test('what is called allowed is allowed by an independent IAM, and what is certainly denied is denied', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntries, anySecond, anyAddress, async (entries, second, address) => {
      const everything = { Effect: 'Deny', Action: '*', Resource: '*' };
      const document = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { ...everything, Condition: { NotIpAddress: { 'aws:SourceIp': entries } } },
          {
            ...everything,
            Condition: { [second.operator]: { 'aws:SourceIp': second.entries }, ...second.extra },
          },
        ],
      });
      const answer = explainAccess({ live: document, baseline: document, active: [], address });
      if (!answer.ok) return expect.fail(answer.reason);
      const { access } = answer;
      const verdicts = new Set(await simulateIam(document, formatAddress(address)));
      if (access.allowed) expect(verdicts).toEqual(new Set(['Allowed']));
      else if (access.blockedBy?.isCertain) expect(verdicts).toEqual(new Set(['ExplicitlyDenied']));
    }),
    { numRuns: 200 },
  );
});
