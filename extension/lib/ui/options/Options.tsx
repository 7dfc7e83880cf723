import { clearHistory, type HistoryEntry } from '../../background/history.ts';
import { overviewOf } from '../../background/overview.ts';
import type { Speaker } from '../../i18n/words.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Notice } from '../../settings/managed.ts';
import { changeConnections, choose, type LoadedSettings } from '../../settings/store.ts';
import { pageWords } from '../shared/page-words.ts';
import { SiteAccess } from '../shared/SiteAccess.tsx';
import { AddConnection } from './AddConnection.tsx';
import { Backup } from './Backup.tsx';
import { Connections } from './Connections.tsx';
import type { Change, Choose } from './change.ts';
import type { Draft } from './draft.ts';
import { History } from './History.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { PageTitle } from './PageTitle.tsx';
import { PromptChoice } from './PromptChoice.tsx';
import { ReminderChoice } from './ReminderChoice.tsx';

export function Options(props: {
  environment: Environment;
  loaded: LoadedSettings;
  speaker: Speaker;
  draft: Draft;
  history: readonly HistoryEntry[];
}) {
  const { environment } = props;
  const { settings, warning, notices, locked } = props.loaded;
  const speaker = pageWords(props.speaker, 'options.title');
  const { say } = speaker;
  const { connections, unreadable = [] } = settings;

  // The store reports every change, so this page draws itself anew. What the popup opens with follows before that.
  const change: Change = async (how) => {
    await changeConnections(environment, how);
    await overviewOf(environment);
  };
  const remember: Choose = (choices) => choose(environment.storage.local, choices);

  const shown = <Connections key="connections" {...{ speaker, environment, settings, change }} />;
  const add = !locked.connections && (
    <AddConnection key="add" {...{ speaker, environment, connections }} draft={props.draft} />
  );
  return (
    <>
      <PageTitle speaker={speaker} version={environment.version} />
      <SiteAccess speaker={speaker} />
      {warning && (
        <p class="note warn" role="alert">
          {say('options.warning')}
        </p>
      )}
      {unreadable.length > 0 && (
        <div class="note warn stack" role="alert">
          <p>{say('options.unreadable', { count: unreadable.length })}</p>
          <div class="row">
            <button
              type="button"
              onClick={() => void change(({ unreadable: _gone, ...readable }) => readable)}
            >
              {say('options.unreadable.remove')}
            </button>
          </div>
        </div>
      )}
      {notices.map((notice) => (
        <p class="note warn" role="alert" key={JSON.stringify(notice)}>
          {noticeWords(notice, speaker)}
        </p>
      ))}
      {connections.length > 0 ? [shown, add] : [add, shown]}
      <PromptChoice speaker={speaker} settings={settings} locked={locked.prompt} choose={remember} />
      <ReminderChoice speaker={speaker} settings={settings} choose={remember} />
      <LanguageChoice speaker={speaker} settings={settings} choose={remember} />
      <History
        {...{ speaker, connections }}
        entries={props.history}
        now={environment.now()}
        clear={() => void clearHistory(environment)}
      />
      <Backup speaker={speaker} settings={settings} environment={environment} change={change} />
    </>
  );
}

/** A part of the organisation's settings that is not used, and why. */
function noticeWords({ setting, entry, problem }: Notice, { say }: Speaker): string {
  const reason = say(`options.notice.${problem}`);
  return entry === undefined
    ? say('options.notice', { setting, reason })
    : say('options.notice.entry', { setting, entry, reason });
}
