import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { Network } from '../../backend/network-status.ts';
import { failedTargets } from '../../backend/target.ts';
import { accountProblems, failureWords } from '../../i18n/failure-words.ts';
import { networkWords } from '../../i18n/network-words.ts';
import type { Translator } from '../../i18n/words.ts';
import type { ConnectReply } from '../../messages/connect-reply.ts';
import type { Environment } from '../../platform/environment.ts';
import { accountNames } from '../shared/account-names.ts';
import { call } from '../shared/call.ts';

/** A connection was stored: who is connected, and the next step. */
export function Connected(props: {
  translator: Translator;
  environment: Environment;
  reply: Extract<ConnectReply, { outcome: 'stored' }>;
}) {
  const { translator, environment, reply } = props;
  const { translate } = translator;
  const { network } = reply;
  const [step, setStep] = useState<'offered' | 'allowing' | Network>('offered');
  const [pinned, setPinned] = useState(true);
  useEffect(() => void isPinned().then(setPinned), []);

  async function allow(): Promise<void> {
    setStep('allowing');
    const { failure, network: after = network } = await call('allowNetwork', {});
    setStep(failure ? { status: 'problem', checkedAt: environment.now(), failure } : after);
  }

  if (network.status === 'problem') {
    const problem = failureWords(network.failure, translator, environment.now());
    return <p class="note warn">{translate('options.savedUntested', { name: reply.name, problem })}</p>;
  }
  return (
    <div class="note good stack">
      <p>
        {network.targets
          ? translate('options.connected.accounts', {
              member: network.member,
              accounts: accountNames(network),
            })
          : translate('options.connected', { member: network.member, account: network.accountId })}
      </p>
      {reply.replaced && <p>{translate('options.replaced', { name: reply.name })}</p>}
      {network.status === 'denied' && (step === 'offered' || step === 'allowing') && (
        <div class="row">
          <button
            type="button"
            class="primary"
            aria-disabled={step === 'allowing'}
            onClick={() => step === 'offered' && void allow()}
          >
            {translate(step === 'offered' ? 'action.allow' : 'popup.allowing')}
          </button>
        </div>
      )}
      {network.status === 'allowed' && <p>{translate('popup.allowed')}</p>}
      {typeof step === 'object' && <Afterwards translator={translator} network={step} />}
      {!pinned && <p class="soft">{translate('options.pin')}</p>}
    </div>
  );
}

/** The network after the click, in words. */
function Afterwards({ translator, network }: { translator: Translator; network: Network }) {
  const { translate } = translator;
  if (network.status === 'problem') {
    return <p>{failureWords(network.failure, translator, network.checkedAt)}</p>;
  }
  const problems = accountProblems(failedTargets(network.targets), translator, network.checkedAt);
  return (
    <>
      <p>{networkWords(network, translator)}</p>
      {problems.map((each) => (
        <p key={each.accounts}>{translate('accounts.problem', each)}</p>
      ))}
    </>
  );
}

/** Whether the toolbar shows the button; browsers that do not say count as showing it. */
async function isPinned(): Promise<boolean> {
  const settings = await browser.action.getUserSettings?.().catch(() => undefined);
  return settings?.isOnToolbar ?? true;
}
