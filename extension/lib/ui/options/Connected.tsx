import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { ApiFailure } from '../../backend/client.ts';
import { overviewSchema } from '../../background/overview.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { Speaker } from '../../i18n/words.ts';
import type { ConnectReply } from '../../messages/connect-reply.ts';
import type { Environment } from '../../platform/environment.ts';
import { call } from '../shared/call.ts';

/** A connection was stored: who is connected, and the next step. */
export function Connected(props: {
  speaker: Speaker;
  environment: Environment;
  reply: Extract<ConnectReply, { outcome: 'stored' }>;
}) {
  const { speaker, environment, reply } = props;
  const { say } = speaker;
  const { network } = reply;
  const [step, setStep] = useState<'offered' | 'allowing' | 'allowed' | ApiFailure>('offered');
  const [pinned, setPinned] = useState(true);
  useEffect(() => void isPinned().then(setPinned), []);

  async function allow(): Promise<void> {
    setStep('allowing');
    const { failure } = await call('allowNetwork', {}, overviewSchema);
    setStep(failure ?? 'allowed');
  }

  if (network.status === 'problem') {
    const problem = failureWords(network.failure, speaker, environment.now());
    return <p class="note warn">{say('options.savedUntested', { name: reply.name, problem })}</p>;
  }
  return (
    <div class="note good stack">
      <p>{say('options.connected', { member: network.member, account: network.accountId })}</p>
      {reply.replaced && <p>{say('options.replaced', { name: reply.name })}</p>}
      {network.status === 'refused' && (step === 'offered' || step === 'allowing') && (
        <div class="row">
          <button
            type="button"
            class="primary"
            aria-disabled={step === 'allowing'}
            onClick={() => step === 'offered' && void allow()}
          >
            {say(step === 'offered' ? 'action.allow' : 'popup.allowing')}
          </button>
        </div>
      )}
      {(network.status === 'allowed' || step === 'allowed') && <p>{say('popup.allowed')}</p>}
      {typeof step === 'object' && <p>{failureWords(step, speaker, environment.now())}</p>}
      {!pinned && <p class="soft">{say('options.pin')}</p>}
    </div>
  );
}

/** Whether the toolbar shows the button; browsers that do not say count as showing it. */
async function isPinned(): Promise<boolean> {
  const settings = await browser.action.getUserSettings?.().catch(() => undefined);
  return settings?.isOnToolbar ?? true;
}
