import { failureWords } from '../../i18n/failure-words.ts';
import type { Speaker } from '../../i18n/words.ts';
import type { Acceptable, ConnectReply } from '../../messages/connect-reply.ts';
import { FailureDetails } from '../shared/FailureDetails.tsx';

/** Why nothing was stored, and what the person may decide all the same. */
export function ConnectFailed(props: {
  speaker: Speaker;
  now: number;
  reply: Exclude<ConnectReply, { outcome: 'stored' }>;
  host: string;
  accept: (what: readonly Acceptable[]) => void;
}) {
  const { speaker, now, reply, host, accept } = props;
  const { say } = speaker;
  if (reply.outcome === 'same_account') {
    const { accountId, other } = reply;
    return (
      <div class="note warn stack">
        <p>{say('options.sameAccount', { host, account: accountId, name: other.name, other: other.host })}</p>
        <div class="row">
          <button type="button" onClick={() => accept(['same_account'])}>
            {say('options.sameAccount.add')}
          </button>
        </div>
      </div>
    );
  }
  const { failure, canSave } = reply;
  return (
    <div class="note warn stack">
      <p>
        {say('options.notSaved', {
          problem:
            failure.kind === 'unauthorized'
              ? say('options.unauthorized', { host })
              : failureWords(failure, speaker, now),
        })}
      </p>
      <div class="row">
        {canSave && (
          <button type="button" onClick={() => accept(['untested'])}>
            {say('options.saveAnyway')}
          </button>
        )}
        <FailureDetails speaker={speaker} failure={failure} now={now} />
      </div>
    </div>
  );
}
