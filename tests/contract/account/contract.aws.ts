import { afterAll, describe, expect, test } from 'vitest';
import { CONTRACT } from '../cases.ts';
import { KNOWN_DIFFERENCES } from '../known-differences.ts';
import { openClients, readAccount } from './account.ts';
import { accountContext } from './account-context.ts';

const account = readAccount(process.env);
const clients = openClients(account);
const context = accountContext(clients, account);
const leftOut = new Set(account.isMoto ? KNOWN_DIFFERENCES.moto.map((known) => known.case) : []);

afterAll(() => clients.destroy());

describe.each(Object.entries(CONTRACT))('%s', (_, cases) => {
  for (const one of cases) if (!leftOut.has(one.name)) test(one.name, () => one.run(context));
});

test('the account is the one that was named', async () => {
  const arn = await context.makePolicy();
  expect(arn).toMatch(`:iam::${account.accountId}:policy/genkan-test-${account.runId}-`);
});
