import { useRef, useState } from 'preact/hooks';
import type { Network } from '../../backend/network-status.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { Translator } from '../../i18n/words.ts';
import type { Environment } from '../../platform/environment.ts';
import { connectionName } from '../../settings/connection-name.ts';
import { type Connection, leadsTo } from '../../settings/settings.ts';
import { withConnection } from '../../settings/store.ts';
import { call } from '../shared/call.ts';
import type { Change } from './change.ts';
import { KeyForm } from './KeyForm.tsx';
import { NameForm } from './NameForm.tsx';

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
  const { endpoint, endpoints, key, offered = [], accountId, keyFromOrganisation = false } = connection;
  const [testing, setTesting] = useState(false);
  const [tested, setTested] = useState<Network>();
  const [editing, setEditing] = useState<'name' | 'key' | 'end'>();
  const opener = useRef<HTMLButtonElement | null>(null);
  const rival = props.connections.find(
    (each) =>
      each.id !== connection.id &&
      accountId !== undefined &&
      each.accountId === accountId &&
      !leadsTo(each, endpoint) &&
      !leadsTo(connection, each.endpoint),
  );

  const update = (news: Partial<Connection>) => change(withConnection(connection, news));

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

  async function test(): Promise<void> {
    setTesting(true);
    try {
      const network = await call('testConnection', { endpoint, key, endpoints });
      setTested(network);
      if (network.status !== 'problem') {
        const { accountId, policyArn, offered = [] } = network;
        await update({ accountId, policyArn, offered });
      }
    } finally {
      setTesting(false);
    }
  }

  return (
    <li class="card" aria-label={name}>
      <div class="row spread">
        <h3>{name}</h3>
        <span class="row">
          {connection.managed && <span class="tag">{translate('options.connection.managed')}</span>}
          {inUse && <span class="tag">{translate('options.connection.inUse')}</span>}
        </span>
      </div>
      <p class="soft small mono">
        {accountId
          ? translate('options.connection.account', { account: accountId })
          : translate('options.connection.accountUnknown')}
        {[endpoint, ...endpoints].map((each) => [<br key={each} />, each])}
        <br />
        {keyFromOrganisation ? translate('options.connection.keyManaged') : maskKey(key)}
      </p>
      {rival && (
        <p class="note warn">
          {translate('options.connection.rival', {
            name: connectionName(rival),
            host: new URL(rival.endpoint).host,
          })}
        </p>
      )}
      {offered.map((each) => (
        <div class="note stack" key={each}>
          <p>{translate('options.connection.offered', { host: new URL(each).host })}</p>
          <div class="row">
            <button
              type="button"
              onClick={() =>
                void update({
                  endpoints: [...endpoints, each],
                  offered: offered.filter((other) => other !== each),
                })
              }
            >
              {translate('options.connection.confirmEndpoint')}
            </button>
          </div>
        </div>
      ))}
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
          <button type="button" aria-disabled={testing} onClick={() => testing || void test()}>
            {translate(testing ? 'options.connection.testing' : 'options.connection.test')}
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
        <div class="note warn stack" role="alert">
          <p>{translate('options.connection.confirm', { name })}</p>
          <div class="row">
            <button
              type="button"
              class="danger filled"
              onClick={() =>
                void change((s) => ({
                  ...s,
                  connections: s.connections.filter(({ id }) => id !== connection.id),
                }))
              }
            >
              {translate('options.connection.remove')}
            </button>
            <button type="button" onClick={close}>
              {translate('options.connection.keep')}
            </button>
          </div>
        </div>
      )}
      <p class={`note ${tested && tested.status !== 'problem' ? 'good' : 'warn'}`} role="status">
        {tested && testWords(tested, translator)}
      </p>
    </li>
  );
}

function testWords(network: Network, translator: Translator): string {
  if (network.status === 'problem') return failureWords(network.failure, translator, network.checkedAt);
  return translator.translate(network.status === 'allowed' ? 'options.test.ok' : 'options.test.refused', {
    member: network.member,
    account: network.accountId,
    addresses: network.observations.map(({ address }) => address).join(', '),
  });
}

/** The member id without the secret: `genkan_taro.••••••••`. */
export function maskKey(key: string): string {
  const [who] = key.split('.');
  return key ? `${who}.${'•'.repeat(8)}` : '';
}
