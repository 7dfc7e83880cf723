import { canChange, failedTargets, type Target, targetsToRetry } from '../../backend/target.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';
import { momentWords } from '../../i18n/until-words.ts';
import { shortList } from '../../settings/connection-name.ts';
import { FailureDetails } from '../shared/FailureDetails.tsx';
import { AccountProblems } from './AccountProblems.tsx';
import type { Busy, Run } from './run.ts';

interface Props {
  translator: PopupTranslator;
  targets: readonly Target[];
  now: number;
  busy: Busy;
  run: Run;
}

/** The member's accounts, each with its state. */
export function Accounts(props: Props) {
  const { translator, targets } = props;
  return (
    <section class="stack" aria-labelledby="accounts">
      <h2 id="accounts">{translator.translate('popup.accounts')}</h2>
      <ul class="leases">
        {targets.map((target) => (
          <Account key={target.id} {...props} target={target} />
        ))}
      </ul>
    </section>
  );
}

/** After a partial result: why some accounts were not reached, and another try for those. */
export function FailedAccounts({ translator, targets, now, busy, run }: Props) {
  const { translate } = translator;
  const failed = failedTargets(targets);
  const [first] = failed;
  if (!first) return null;
  const again = targetsToRetry(targets);
  return (
    <AccountProblems translator={translator} failed={failed} words="accounts.problem" now={now}>
      <div class="row">
        {again.length > 0 && (
          <button
            type="button"
            aria-disabled={busy !== undefined}
            onClick={() => busy || run('retry', 'allowNetwork', { targets: again.map(({ id }) => id) })}
          >
            {busy === 'retry'
              ? translate('popup.allowing')
              : translate('action.retryFor', { accounts: shortList(again.map(({ name }) => name)) })}
          </button>
        )}
        <FailureDetails translator={translator} failure={first.failure} now={now} />
      </div>
    </AccountProblems>
  );
}

/** One account: its name, id and state, and a button where a grant can change the state. */
function Account({ translator, target, now, busy, run }: Props & { target: Target }) {
  const { translate } = translator;
  const { id, name, accountId, state, failure, hasFailed } = target;
  const isOpen = (state === 'denied' || hasFailed) && canChange(target);
  return (
    <li>
      <span>
        {name}
        <br />
        <span class="soft small mono">
          {accountId} – {stateWords(target, translator, now)}
        </span>
        {failure && !hasFailed && (
          <>
            <br />
            <span class="small">{failureWords(failure, translator, now)}</span>
          </>
        )}
      </span>
      {isOpen && (
        <button
          type="button"
          aria-label={translate('action.allowFor', { account: name })}
          aria-disabled={busy !== undefined}
          onClick={() => busy || run('one', 'allowNetwork', { targets: [id] })}
        >
          {translate('popup.account.allow')}
        </button>
      )}
    </li>
  );
}

function stateWords({ state, observations }: Target, translator: PopupTranslator, now: number): string {
  const { translate } = translator;
  const ends = observations.flatMap(({ until }) => until ?? []);
  if (state !== 'allowed' || ends.length === 0) return translate(`popup.account.${state}`);
  const until = Math.min(...ends);
  if (until <= now) return translate('popup.left.ended');
  return translate('popup.account.until', { time: momentWords(translator, until, now) });
}
