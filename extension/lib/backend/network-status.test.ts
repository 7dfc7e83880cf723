import * as v from 'valibot';
import { expect, test } from 'vitest';
import { overviewSchema } from '../background/overview.ts';
import { CONNECTIONS_SPEC } from '../settings/settings.ts';
import { readVersioned } from '../settings/versioned.ts';
import { networkSchema } from './network-status.ts';

/** As the version before several accounts stored them. */
const NETWORK = {
  status: 'allowed',
  checkedAt: 1,
  observations: [{ address: '203.0.113.7', cidr: '203.0.113.7/32', allowed: true, by: 'baseline' }],
  member: 'Hanako',
  accountId: '123456789012',
  policyArn: 'arn:aws:iam::123456789012:policy/OfficeOnly',
  nextReset: 2,
  maxMinutes: 720,
};

test('a status, an overview and connections that were stored before are read as they are', () => {
  expect(v.parse(networkSchema, NETWORK)).toEqual(NETWORK);
  const overview = {
    language: 'auto',
    setUp: true,
    connections: [{ id: 'one', name: 'Production', accountId: '123456789012' }],
    network: NETWORK,
    others: [],
  };
  expect(v.parse(overviewSchema, overview)).toEqual(overview);
  const connection = {
    id: 'one',
    name: '',
    endpoint: 'https://genkan.example.com',
    key: 'k',
    accountId: '123456789012',
    endpoints: [],
    managed: false,
  };
  const { value } = readVersioned({ version: 2, connections: [connection] }, CONNECTIONS_SPEC);
  expect(value).toEqual({ version: 2, connections: [connection] });
});
