import { failureWords } from '../../i18n/failure-words.ts';
import type { Translator } from '../../i18n/words.ts';
import type { Acceptable, ConnectReply } from '../../messages/connect-reply.ts';
import { FailureDetails } from '../shared/FailureDetails.tsx';

/** Why nothing was stored, and what the person may decide all the same. */
export function ConnectFailed(props: {
  translator: Translator;
  now: number;
  reply: Exclude<ConnectReply, { outcome: 'stored' }>;
  host: string;
  accept: (what: readonly Acceptable[]) => void;
}) {
  const { translator, now, reply, host, accept } = props;
  const { translate } = translator;
  if (reply.outcome === 'same_account') {
    const { accountId, other } = reply;
    return (
      <div class="note warn stack">
        <p>
          {translate('options.sameAccount', {
            host,
            account: accountId,
            name: other.name,
            other: other.host,
          })}
        </p>
        <div class="row">
          <button type="button" onClick={() => accept(['same_account'])}>
            {translate('options.sameAccount.add')}
          </button>
        </div>
      </div>
    );
  }
  const { failure, canSave } = reply;
  return (
    <div class="note warn stack">
      <p>
        {translate('options.notSaved', {
          problem:
            failure.kind === 'unauthorized'
              ? translate('options.unauthorized', { host })
              : failureWords(failure, translator, now),
        })}
      </p>
      <div class="row">
        {canSave && (
          <button type="button" onClick={() => accept(['untested'])}>
            {translate('options.saveAnyway')}
          </button>
        )}
        <FailureDetails translator={translator} failure={failure} now={now} />
      </div>
    </div>
  );
}
