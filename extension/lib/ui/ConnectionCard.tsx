import { useRef, useState } from 'preact/hooks';
import { checkKey } from '../check-connection.ts';
import { connectionName } from '../connection-name.ts';
import { failureWords } from '../failure-words.ts';
import { type Network, networkSchema } from '../network.ts';
import type { Connection } from '../settings.ts';
import { withConnection } from '../settings-store.ts';
import type { Speaker } from '../words.ts';
import { call } from './call.ts';
import { Field } from './Field.tsx';
import type { Change } from './Options.tsx';

/** One connection: what it leads to, its test, its key (masked), its end. */
export function ConnectionCard(props: {
  speaker: Speaker;
  connection: Connection;
  inUse: boolean;
  change: Change;
}) {
  const { speaker, connection, inUse, change } = props;
  const { say } = speaker;
  const name = connectionName(connection);
  const [testing, setTesting] = useState(false);
  const [tested, setTested] = useState<Network>();
  const [removing, setRemoving] = useState(false);
  const remove = useRef<HTMLButtonElement>(null);

  const update = (news: Partial<Connection>) => change(withConnection(connection, news));

  async function test(): Promise<void> {
    setTesting(true);
    const { endpoint, key } = connection;
    try {
      const network = await call('testConnection', { endpoint, key }, networkSchema);
      setTested(network);
      if (network.status !== 'problem') {
        await update({ accountId: network.accountId, policyArn: network.policyArn });
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
        {connection.accountId
          ? say('options.connection.account', { account: connection.accountId })
          : say('options.connection.accountUnknown')}
        <br />
        {connection.endpoint}
        <br />
        {maskKey(connection.key)}
      </p>
      {!connection.key && (
        <KeyForm speaker={speaker} id={connection.id} name={name} save={(key) => void update({ key })} />
      )}
      <div class="row">
        {connection.key && (
          <button type="button" aria-disabled={testing} onClick={() => testing || void test()}>
            {say(testing ? 'options.connection.testing' : 'options.connection.test')}
          </button>
        )}
        {!inUse && (
          <button type="button" onClick={() => void change((s) => ({ ...s, activeId: connection.id }))}>
            {say('options.connection.use', { name })}
          </button>
        )}
        {!connection.managed && (
          <button type="button" ref={remove} aria-expanded={removing} onClick={() => setRemoving(!removing)}>
            {say('options.connection.remove')}
          </button>
        )}
      </div>
      {removing && (
        <div class="note warn stack" role="alert">
          <p>{say('options.connection.confirm', { name })}</p>
          <div class="row">
            <button
              type="button"
              class="primary"
              onClick={() =>
                void change((s) => ({
                  ...s,
                  connections: s.connections.filter(({ id }) => id !== connection.id),
                }))
              }
            >
              {say('options.connection.remove')}
            </button>
            <button
              type="button"
              onClick={() => {
                setRemoving(false);
                remove.current?.focus();
              }}
            >
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

function KeyForm(props: { speaker: Speaker; id: string; name: string; save: (key: string) => void }) {
  const { say } = props.speaker;
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const key = checkKey(text);
        setError(key ? undefined : say('options.key.bad'));
        if (key) props.save(key);
      }}
    >
      <p class="note warn">{say('options.connection.keyMissing')}</p>
      <Field
        id={`key-${props.id}`}
        label={say('options.connection.newKey', { name: props.name })}
        error={error}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="password"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row">
        <button type="submit">{say('options.connection.saveKey')}</button>
      </div>
    </form>
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
