import { useState } from 'preact/hooks';
import type { Translator } from '../../i18n/words.ts';
import type { Acceptable, ConnectReply } from '../../messages/connect-reply.ts';
import type { Environment } from '../../platform/environment.ts';
import { checkKey } from '../../settings/check-connection.ts';
import type { Connection } from '../../settings/settings.ts';
import { call } from '../shared/call.ts';
import { Field } from '../shared/Field.tsx';
import { ConnectFailed } from './ConnectFailed.tsx';

/** A new key for a connection: tried before the old one is given up. */
export function KeyForm(props: {
  translator: Translator;
  environment: Environment;
  connection: Connection;
  name: string;
  done: () => void;
}) {
  const { translator, environment, connection, name, done } = props;
  const { translate } = translator;
  const { id, endpoint } = connection;
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [reply, setReply] = useState<ConnectReply>();
  const { host } = new URL(endpoint);

  async function save(accept: readonly Acceptable[]): Promise<void> {
    const key = checkKey(text, endpoint);
    setError(key ? undefined : translate('options.key.bad'));
    if (!key || busy) return;
    setBusy(true);
    try {
      const result = await call('connect', { endpoint, key, id, accept: [...accept] });
      setReply(result);
      if (result.outcome === 'stored') done();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save([]);
      }}
    >
      <Field id={`key-${id}`} label={translate('options.connection.newKey', { name })} error={error}>
        {(attributes) => (
          <input
            {...attributes}
            type="password"
            autocomplete="off"
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setReply(undefined);
            }}
          />
        )}
      </Field>
      <p class="soft small">{translate('options.connection.keyGoesTo', { host })}</p>
      <div class="row">
        <button type="submit" aria-disabled={busy}>
          {translate(busy ? 'options.connecting' : 'options.connection.saveKey')}
        </button>
      </div>
      <div role="status">
        {reply && reply.outcome !== 'stored' && (
          <ConnectFailed
            translator={translator}
            now={environment.now()}
            reply={reply}
            host={host}
            accept={(what) => void save(what)}
          />
        )}
      </div>
    </form>
  );
}
