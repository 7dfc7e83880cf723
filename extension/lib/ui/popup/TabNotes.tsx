import type { TabStatus } from '../../background/tabs/tab-status.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';
import { call } from '../shared/call.ts';

/** The tab that the popup was opened over, as its background knows it. */
export interface Tab {
  readonly id: number;
  readonly status: TabStatus;
}

/** Notes about the popup's tab: an account without a connection, and a message that can be shown again. */
export function TabNotes({ translator, tab }: { translator: PopupTranslator; tab: Tab }) {
  const { translate } = translator;
  const { accountId, connectionIds, canRecall } = tab.status;
  const recall = () => call('recallPrompt', { tabId: tab.id }).then(() => window.close());
  return (
    <>
      {accountId !== undefined && connectionIds.length === 0 && (
        <p class="note">{translate('popup.otherAccount', { account: accountId })}</p>
      )}
      {canRecall && (
        <div class="row">
          <button type="button" class="grows" onClick={() => void recall()}>
            {translate('popup.recall')}
          </button>
        </div>
      )}
    </>
  );
}
