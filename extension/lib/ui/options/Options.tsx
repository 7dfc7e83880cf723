import { clearHistory, type HistoryEntry } from '../../background/history.ts';
import { overviewOf } from '../../background/overview.ts';
import type { Translator } from '../../i18n/words.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Notice } from '../../settings/managed.ts';
import { changeConnections, choose, type LoadedSettings } from '../../settings/store.ts';
import { AddConnection } from '../connections/AddConnection.tsx';
import { Connections } from '../connections/Connections.tsx';
import type { Draft } from '../connections/draft.ts';
import type { Change, Choose } from '../shared/change.ts';
import { pageWords } from '../shared/page-words.ts';
import { SiteAccess } from '../shared/SiteAccess.tsx';
import { Backup } from './Backup.tsx';
import { History } from './History.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { PageTitle } from './PageTitle.tsx';
import { PromptChoice } from './PromptChoice.tsx';
import { ReminderChoice } from './ReminderChoice.tsx';

export function Options(props: {
  environment: Environment;
  loaded: LoadedSettings;
  translator: Translator;
  draft: Draft;
  history: readonly HistoryEntry[];
}) {
  const { environment } = props;
  const { settings, warning, notices, locked } = props.loaded;
  const translator = pageWords(props.translator, 'options.title');
  const { translate } = translator;
  const { connections, unreadable = [] } = settings;

  // The store reports every change, so this page draws itself anew. What the popup opens with follows before that.
  const change: Change = async (how) => {
    await changeConnections(environment, how);
    await overviewOf(environment);
  };
  const remember: Choose = (choices) => choose(environment.storage.local, choices);

  const shown = <Connections key="connections" {...{ translator, environment, settings, change }} />;
  const add = !locked.connections && (
    <AddConnection key="add" {...{ translator, environment, connections }} draft={props.draft} />
  );
  return (
    <>
      <PageTitle translator={translator} version={environment.version} />
      <SiteAccess translator={translator} />
      {warning && (
        <p class="note warn" role="alert">
          {translate('options.warning')}
        </p>
      )}
      {unreadable.length > 0 && (
        <div class="note warn stack" role="alert">
          <p>{translate('options.unreadable', { count: unreadable.length })}</p>
          <div class="row">
            <button
              type="button"
              onClick={() => void change(({ unreadable: _gone, ...readable }) => readable)}
            >
              {translate('options.unreadable.remove')}
            </button>
          </div>
        </div>
      )}
      {notices.map((notice) => (
        <p class="note warn" role="alert" key={JSON.stringify(notice)}>
          {noticeWords(notice, translator)}
        </p>
      ))}
      {connections.length > 0 ? [shown, add] : [add, shown]}
      <PromptChoice translator={translator} settings={settings} locked={locked.prompt} choose={remember} />
      <ReminderChoice translator={translator} settings={settings} choose={remember} />
      <LanguageChoice translator={translator} settings={settings} choose={remember} />
      <History
        {...{ translator, connections }}
        entries={props.history}
        now={environment.now()}
        clear={() => void clearHistory(environment)}
      />
      <Backup translator={translator} settings={settings} environment={environment} change={change} />
    </>
  );
}

/** A part of the organisation's settings that is not used, and why. */
function noticeWords({ setting, entry, problem }: Notice, { translate }: Translator): string {
  const reason = translate(`options.notice.${problem}`);
  return entry === undefined
    ? translate('options.notice', { setting, reason })
    : translate('options.notice.entry', { setting, entry, reason });
}
