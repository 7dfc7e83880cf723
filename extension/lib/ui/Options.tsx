import type { Environment } from '../environment.ts';
import type { Choices, Connections as StoredConnections } from '../settings.ts';
import { changeConnections, choose, type LoadedSettings } from '../settings-store.ts';
import { AddConnection } from './AddConnection.tsx';
import { Backup } from './Backup.tsx';
import { Connections } from './Connections.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { PromptChoice } from './PromptChoice.tsx';
import { pageWords } from './page-words.ts';

/** Stores a change of the connections. */
export type Change = (change: (stored: StoredConnections) => StoredConnections) => Promise<void>;

/** Stores choices; holds though the page is left at once. */
export type Choose = (choices: Partial<Choices>) => Promise<void>;

export function Options(props: { environment: Environment; loaded: LoadedSettings }) {
  const { environment } = props;
  const { settings, warning, notices, locked } = props.loaded;
  const speaker = pageWords(settings.language, 'options.title');
  const { say } = speaker;

  // The store tells of every change, so this page draws itself anew.
  const change: Change = (how) => changeConnections(environment, how);
  const remember: Choose = (choices) => choose(environment.storage.local, choices);

  return (
    <>
      <h1>{say('options.title')}</h1>
      {warning && (
        <p class="note warn" role="alert">
          {say('options.warning', { reason: warning })}
        </p>
      )}
      {notices.map((notice) => (
        <p class="note warn" role="alert" key={notice}>
          {notice}
        </p>
      ))}
      {!locked.connections && <AddConnection speaker={speaker} environment={environment} change={change} />}
      <Connections speaker={speaker} settings={settings} change={change} />
      <PromptChoice speaker={speaker} settings={settings} locked={locked.prompt} choose={remember} />
      <LanguageChoice speaker={speaker} settings={settings} choose={remember} />
      <Backup speaker={speaker} settings={settings} environment={environment} change={change} />
    </>
  );
}
