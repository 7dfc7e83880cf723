import { useState } from 'preact/hooks';
import { type Network, targetCounts } from '../../backend/network-status.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { Translator } from '../../i18n/words.ts';
import { learntFrom } from '../../settings/accounts.ts';
import type { Connection } from '../../settings/settings.ts';
import { accountNames } from '../shared/account-names.ts';
import { call } from '../shared/call.ts';

/** The test of a connection: whether it is under way, and the network status that it found. */
export function useConnectionTest(
  connection: Connection,
  update: (news: Partial<Connection>) => Promise<void>,
) {
  const { endpoint, endpoints, key } = connection;
  const [isTesting, setTesting] = useState(false);
  const [tested, setTested] = useState<Network>();

  async function test(): Promise<void> {
    if (isTesting) return;
    setTesting(true);
    try {
      const network = await call('testConnection', { endpoint, key, endpoints });
      setTested(network);
      if (network.status !== 'problem') {
        await update({ ...learntFrom(network, connection), offered: network.offered ?? [] });
      }
    } finally {
      setTesting(false);
    }
  }

  return { isTesting, tested, test };
}

/** What the test found, in words; empty before the first one. */
export function ConnectionTestResult(props: { translator: Translator; tested: Network | undefined }) {
  const { translator, tested } = props;
  return (
    <p class={`note ${tested && tested.status !== 'problem' ? 'good' : 'warn'}`} role="status">
      {tested && testWords(tested, translator)}
    </p>
  );
}

function testWords(network: Network, translator: Translator): string {
  if (network.status === 'problem') return failureWords(network.failure, translator, network.checkedAt);
  const counts = targetCounts(network);
  if (counts) {
    return translator.translate('options.test.accounts', {
      ...counts,
      member: network.member,
      accounts: accountNames(network),
      addresses: network.observations.map(({ address }) => address).join(', '),
    });
  }
  return translator.translate(network.status === 'allowed' ? 'options.test.ok' : 'options.test.denied', {
    member: network.member,
    account: network.accountId,
    addresses: network.observations.map(({ address }) => address).join(', '),
  });
}
