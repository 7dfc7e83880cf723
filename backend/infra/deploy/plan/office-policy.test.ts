import { readPolicy } from '@genkan/shared/policy';
import { describe, expect, test } from 'vitest';
import { officeNetworks, officePolicy } from './office-policy.ts';

describe('the policy for a team that has none', () => {
  test('is one that Genkan can edit', () => {
    const reading = readPolicy(officePolicy(['203.0.113.7/32', '2001:db8::/48']));
    expect(reading).toMatchObject({
      ok: true,
      policy: { allowlists: [{ entries: ['203.0.113.7/32', '2001:db8::/48'] }] },
    });
  });

  test('lists every network once, with its prefix', () => {
    expect(officeNetworks(['203.0.113.7', '203.0.113.7/32', '2001:DB8::/48'])).toEqual({
      ok: true,
      value: ['203.0.113.7/32', '2001:db8::/48'],
    });
  });

  test.each([
    [[], 'denies everyone'],
    [['10.0.0.0/8'], '10.0.0.0/8'],
    [['100.64.0.1'], '100.64.0.1'],
    [['::/0'], 'whole internet'],
    [['203.0.113.7', 'office'], 'office'],
  ])('refuses %j', (texts, hint) => {
    const result = officeNetworks(texts);
    expect(result.ok).toBe(false);
    expect(result.ok ? '' : result.reason).toContain(hint);
  });
});
