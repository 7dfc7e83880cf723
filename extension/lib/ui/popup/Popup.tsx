import { useEffect, useRef, useState } from 'preact/hooks';
import type { Overview } from '../../background/overview.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import { createPopupTranslator, type PopupTranslator } from '../../i18n/popup-words.ts';
import type { MessageBody } from '../../messages/messages.ts';
import type { OverviewMessageType } from '../../messages/replies.ts';
import type { Environment } from '../../platform/environment.ts';
import { call } from '../shared/call.ts';
import { FailureDetails } from '../shared/FailureDetails.tsx';
import { pageWords } from '../shared/page-words.ts';
import { SiteAccess } from '../shared/SiteAccess.tsx';
import { AccountProblems } from './AccountProblems.tsx';
import { Accounts } from './Accounts.tsx';
import { ConnectionSwitch } from './ConnectionSwitch.tsx';
import { currentTab } from './current-tab.ts';
import { NetworkState } from './NetworkState.tsx';
import { OtherLeases } from './OtherLeases.tsx';
import type { Busy, Run } from './run.ts';
import { type Tab, TabNotes } from './TabNotes.tsx';

export function Popup(props: { environment: Environment; known: Overview; translator: PopupTranslator }) {
  const { environment, known } = props;
  const [overview, setOverview] = useState(known);
  const [spoken, setSpoken] = useState(props.translator);
  const translator = pageWords(spoken, 'prompt.label');
  const { translate } = translator;
  const [busy, setBusy] = useState<Busy>();
  const latest = useRef(0);
  const [now, setNow] = useState(environment.now());
  // What was known may be from another network; while it is asked anew, it is marked.
  const [checking, setChecking] = useState(known.network !== undefined);

  // What the person asked for last decides what is shown, however late another response comes.
  const ask = async <T extends OverviewMessageType>(type: T, body: MessageBody<T>): Promise<void> => {
    const mine = ++latest.current;
    const answer = await call(type, body);
    if (mine !== latest.current) return;
    if (answer.language !== overview.language)
      setSpoken(await createPopupTranslator(environment, answer.language));
    setOverview(answer);
  };
  const run: Run = (what, type, body) => {
    setBusy(what);
    void ask(type, body).finally(() => setBusy(undefined));
  };

  const [tab, setTab] = useState<Tab>();
  /** The popup follows its tab: where one connection fits the page, it is the one in use. */
  const follow = async (): Promise<void> => {
    const found = await currentTab();
    setTab(found);
    const [only, ...others] = found?.status.connectionIds ?? [];
    if (only !== undefined && others.length === 0 && only !== known.activeId)
      await ask('selectConnection', { id: only });
  };

  useEffect(() => {
    void follow();
    // The computer may have moved since the last response. Meanwhile the last status is shown, marked.
    void ask('refreshOverview', { force: true }).finally(() => setChecking(false));
    const clock = setInterval(() => setNow(environment.now()), 15_000);
    return () => clearInterval(clock);
  }, []);

  const { network } = overview;
  const targets = network?.status === 'problem' ? undefined : network?.targets;
  const toOptions = () => void environment.openOptions().then(() => window.close());

  if (!overview.setUp) {
    return (
      <div class="stack">
        <h1>{translate('popup.setup.title')}</h1>
        <p>{translate('popup.setup.text')}</p>
        <button type="button" class="primary" onClick={toOptions}>
          {translate('popup.setup.action')}
        </button>
      </div>
    );
  }
  return (
    <>
      {overview.connections.length > 1 && (
        <ConnectionSwitch translator={translator} overview={overview} run={run} />
      )}
      <SiteAccess translator={translator} />
      {tab && <TabNotes translator={translator} tab={tab} />}
      <NetworkState
        translator={translator}
        network={network}
        label={overview.label}
        now={now}
        busy={busy}
        checking={checking}
        run={run}
      />
      {overview.failure && (
        <div class="note warn stack" role="alert">
          <p>{failureWords(overview.failure, translator, now)}</p>
          <div class="row">
            <FailureDetails translator={translator} failure={overview.failure} now={now} />
          </div>
        </div>
      )}
      {overview.notEnded && (
        <AccountProblems
          translator={translator}
          failed={overview.notEnded}
          words="popup.notEnded"
          now={now}
        />
      )}
      {targets && <Accounts translator={translator} targets={targets} now={now} busy={busy} run={run} />}
      {overview.others.length > 0 && (
        <OtherLeases translator={translator} leases={overview.others} now={now} busy={busy} run={run} />
      )}
      <footer class="row spread">
        <button type="button" class="link" onClick={toOptions}>
          {translate('popup.options')}
        </button>
        <button
          type="button"
          class="link"
          aria-disabled={busy !== undefined}
          onClick={() => busy || run('refresh', 'refreshOverview', { force: true })}
        >
          {translate(checking || busy === 'refresh' ? 'popup.checking' : 'popup.refresh')}
        </button>
      </footer>
    </>
  );
}
