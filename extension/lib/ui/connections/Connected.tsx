import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { ApiFailure } from '../../backend/client.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { Translator } from '../../i18n/words.ts';
import type { ConnectReply } from '../../messages/connect-reply.ts';
import type { Environment } from '../../platform/environment.ts';
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
  const [step, setStep] = useState<'offered' | 'allowing' | 'allowed' | ApiFailure>('offered');
  const [pinned, setPinned] = useState(true);
  useEffect(() => void isPinned().then(setPinned), []);

  async function allow(): Promise<void> {
    setStep('allowing');
    const { failure } = await call('allowNetwork', {});
    setStep(failure ?? 'allowed');
  }

  if (network.status === 'problem') {
    const problem = failureWords(network.failure, translator, environment.now());
    return <p class="note warn">{translate('options.savedUntested', { name: reply.name, problem })}</p>;
  }
  return (
    <div class="note good stack">
      <p>{translate('options.connected', { member: network.member, account: network.accountId })}</p>
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
      {(network.status === 'allowed' || step === 'allowed') && <p>{translate('popup.allowed')}</p>}
      {typeof step === 'object' && <p>{failureWords(step, translator, environment.now())}</p>}
      {!pinned && <p class="soft">{translate('options.pin')}</p>}
    </div>
  );
}

/** Whether the toolbar shows the button; browsers that do not say count as showing it. */
async function isPinned(): Promise<boolean> {
  const settings = await browser.action.getUserSettings?.().catch(() => undefined);
  return settings?.isOnToolbar ?? true;
}
