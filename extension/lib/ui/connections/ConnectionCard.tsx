import { useRef, useState } from 'preact/hooks';
import type { Translator } from '../../i18n/words.ts';
import type { Environment } from '../../platform/environment.ts';
import { connectionName } from '../../settings/connection-name.ts';
import type { Connection } from '../../settings/settings.ts';
import { withConnection } from '../../settings/store.ts';
import type { Change } from '../shared/change.ts';
import { ConnectionDetails } from './ConnectionDetails.tsx';
import { ConnectionTestResult, useConnectionTest } from './ConnectionTest.tsx';
import { KeyForm } from './KeyForm.tsx';
import { NameForm } from './NameForm.tsx';
import { RemoveConnection } from './RemoveConnection.tsx';

/** One connection: what it leads to, its test, its name, its key (masked), its end. */
export function ConnectionCard(props: {
  translator: Translator;
  environment: Environment;
  connection: Connection;
  connections: readonly Connection[];
  inUse: boolean;
  change: Change;
}) {
  const { translator, environment, connection, inUse, change } = props;
  const { translate } = translator;
  const name = connectionName(connection);
  const { key, keyFromOrganisation = false } = connection;
  const [editing, setEditing] = useState<'name' | 'key' | 'end'>();
  const opener = useRef<HTMLButtonElement | null>(null);
  const update = (news: Partial<Connection>) => change(withConnection(connection, news));
  const { isTesting, tested, test } = useConnectionTest(connection, update);

  const close = () => {
    setEditing(undefined);
    opener.current?.focus();
  };
  /** A button that opens a form below; closing the form returns the keyboard focus to it. */
  const toggle = (what: NonNullable<typeof editing>, words: string, style = '') => (
    <button
      type="button"
      class={style}
      aria-expanded={editing === what}
      onClick={(event) => {
        opener.current = event.currentTarget;
        setEditing(editing === what ? undefined : what);
      }}
    >
      {words}
    </button>
  );

  return (
    <li class="card" aria-label={name}>
      <div class="row spread">
        <h3>{name}</h3>
        <span class="row">
          {connection.managed && <span class="tag">{translate('options.connection.managed')}</span>}
          {inUse && <span class="tag">{translate('options.connection.inUse')}</span>}
        </span>
      </div>
      <ConnectionDetails
        translator={translator}
        connection={connection}
        connections={props.connections}
        update={(news) => void update(news)}
      />
      {!key && !keyFromOrganisation && (
        <>
          <p class="note warn">{translate('options.connection.keyMissing')}</p>
          <KeyForm
            translator={translator}
            environment={environment}
            connection={connection}
            name={name}
            done={() => undefined}
          />
        </>
      )}
      <div class="row">
        {key && (
          <button type="button" aria-disabled={isTesting} onClick={() => void test()}>
            {translate(isTesting ? 'options.connection.testing' : 'options.connection.test')}
          </button>
        )}
        {!inUse && (
          <button type="button" onClick={() => void change((s) => ({ ...s, activeId: connection.id }))}>
            {translate('options.connection.use', { name })}
          </button>
        )}
        {!connection.managed && toggle('name', translate('options.connection.rename'))}
        {key && !keyFromOrganisation && toggle('key', translate('options.connection.replaceKey'))}
        {!connection.managed && toggle('end', translate('options.connection.remove'), 'danger')}
      </div>
      {editing === 'name' && (
        <NameForm
          translator={translator}
          connection={connection}
          save={(name) => void update({ name }).then(close)}
        />
      )}
      {editing === 'key' && (
        <KeyForm
          translator={translator}
          environment={environment}
          connection={connection}
          name={name}
          done={close}
        />
      )}
      {editing === 'end' && (
        <RemoveConnection
          translator={translator}
          name={name}
          remove={() =>
            void change((s) => ({
              ...s,
              connections: s.connections.filter(({ id }) => id !== connection.id),
            }))
          }
          keep={close}
        />
      )}
      <ConnectionTestResult translator={translator} tested={tested} />
    </li>
  );
}
