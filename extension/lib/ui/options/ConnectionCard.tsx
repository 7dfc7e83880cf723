import { useRef, useState } from 'preact/hooks';
import { type Network, networkSchema } from '../../backend/network-status.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { Speaker } from '../../i18n/words.ts';
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
  speaker: Speaker;
  environment: Environment;
  connection: Connection;
  connections: readonly Connection[];
  inUse: boolean;
  change: Change;
}) {
  const { speaker, environment, connection, inUse, change } = props;
  const { say } = speaker;
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
  /** A button that opens a form below; whoever works by keyboard comes back to it. */
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
      const network = await call('testConnection', { endpoint, key, endpoints }, networkSchema);
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
          {connection.managed && <span class="tag">{say('options.connection.managed')}</span>}
          {inUse && <span class="tag">{say('options.connection.inUse')}</span>}
        </span>
      </div>
      <p class="soft small mono">
        {accountId
          ? say('options.connection.account', { account: accountId })
          : say('options.connection.accountUnknown')}
        {[endpoint, ...endpoints].map((each) => [<br key={each} />, each])}
        <br />
        {keyFromOrganisation ? say('options.connection.keyManaged') : maskKey(key)}
      </p>
      {rival && (
        <p class="note warn">
          {say('options.connection.rival', {
            name: connectionName(rival),
            host: new URL(rival.endpoint).host,
          })}
        </p>
      )}
      {offered.map((each) => (
        <div class="note stack" key={each}>
          <p>{say('options.connection.offered', { host: new URL(each).host })}</p>
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
              {say('options.connection.confirmEndpoint')}
            </button>
          </div>
        </div>
      ))}
      {!key && !keyFromOrganisation && (
        <>
          <p class="note warn">{say('options.connection.keyMissing')}</p>
          <KeyForm
            speaker={speaker}
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
            {say(testing ? 'options.connection.testing' : 'options.connection.test')}
          </button>
        )}
        {!inUse && (
          <button type="button" onClick={() => void change((s) => ({ ...s, activeId: connection.id }))}>
            {say('options.connection.use', { name })}
          </button>
        )}
        {!connection.managed && toggle('name', say('options.connection.rename'))}
        {key && !keyFromOrganisation && toggle('key', say('options.connection.replaceKey'))}
        {!connection.managed && toggle('end', say('options.connection.remove'), 'danger')}
      </div>
      {editing === 'name' && (
        <NameForm
          speaker={speaker}
          connection={connection}
          save={(name) => void update({ name }).then(close)}
        />
      )}
      {editing === 'key' && (
        <KeyForm
          speaker={speaker}
          environment={environment}
          connection={connection}
          name={name}
          done={close}
        />
      )}
      {editing === 'end' && (
        <div class="note warn stack" role="alert">
          <p>{say('options.connection.confirm', { name })}</p>
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
              {say('options.connection.remove')}
            </button>
            <button type="button" onClick={close}>
              {say('options.connection.keep')}
            </button>
          </div>
        </div>
      )}
      <p class={`note ${tested && tested.status !== 'problem' ? 'good' : 'warn'}`} role="status">
        {tested && testWords(tested, speaker)}
      </p>
    </li>
  );
}

function testWords(network: Network, speaker: Speaker): string {
  if (network.status === 'problem') return failureWords(network.failure, speaker, network.checkedAt);
  return speaker.say(network.status === 'allowed' ? 'options.test.ok' : 'options.test.refused', {
    member: network.member,
    account: network.accountId,
    addresses: network.observations.map(({ address }) => address).join(', '),
  });
}

/** Who, but not the secret: `genkan_taro.••••••••`. */
export function maskKey(key: string): string {
  const [who] = key.split('.');
  return key ? `${who}.${'•'.repeat(8)}` : '';
}
