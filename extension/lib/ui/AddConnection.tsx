import { parseSetupCode } from '@genkan/shared/setup-code';
import { useState } from 'preact/hooks';
import { checkEndpoint, checkKey } from '../check-connection.ts';
import type { Environment } from '../environment.ts';
import { failureWords } from '../failure-words.ts';
import { networkSchema } from '../network.ts';
import type { Speaker } from '../words.ts';
import { call } from './call.ts';
import { Field } from './Field.tsx';
import type { Change } from './Options.tsx';

type Outcome = { readonly good: boolean; readonly text: string } | undefined;

/** A setup code, or endpoint and key by hand; stored once its form is right, and tested at once. */
export function AddConnection(props: { speaker: Speaker; environment: Environment; change: Change }) {
  const { speaker, environment, change } = props;
  const { say } = speaker;
  const [code, setCode] = useState('');
  const [byHand, setByHand] = useState(false);
  const [endpoint, setEndpoint] = useState('');
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [errors, setErrors] = useState<{ code?: string; endpoint?: string; key?: string }>({});
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();

  function read(): { endpoint: string; key: string } | undefined {
    if (!byHand) {
      const parsed = parseSetupCode(code.trim());
      setErrors(parsed.ok ? {} : { code: say('options.setupCode.bad') });
      return parsed.ok ? parsed.value : undefined;
    }
    const goodEndpoint = checkEndpoint(endpoint);
    const goodKey = checkKey(key);
    setErrors({
      ...(goodEndpoint ? {} : { endpoint: say('options.endpoint.bad') }),
      ...(goodKey ? {} : { key: say('options.key.bad') }),
    });
    return goodEndpoint && goodKey ? { endpoint: goodEndpoint, key: goodKey } : undefined;
  }

  async function connect(): Promise<void> {
    setOutcome(undefined);
    const way = read();
    if (!way || busy) return;
    setBusy(true);
    try {
      const network = await call('testConnection', way, networkSchema);
      const known =
        network.status === 'problem' ? {} : { accountId: network.accountId, policyArn: network.policyArn };
      const id = environment.newId();
      await change((settings) => ({
        ...settings,
        activeId: id,
        connections: [
          // The same member of the same backend again is a new key, not a second connection.
          ...settings.connections.filter((each) => each.endpoint !== way.endpoint || each.managed),
          { id, name: name.trim(), ...way, ...known, endpoints: [], managed: false },
        ],
      }));
      setOutcome(
        network.status === 'problem'
          ? {
              good: false,
              text: say('options.savedAnyway', {
                problem: failureWords(network.failure, speaker, environment.now()),
              }),
            }
          : {
              good: true,
              text: say('options.connected', { member: network.member, account: network.accountId }),
            },
      );
      setCode('');
      setEndpoint('');
      setKey('');
      setName('');
    } finally {
      setBusy(false);
    }
  }

  return (
    <section aria-labelledby="add">
      <h2 id="add">{say('options.add.title')}</h2>
      <p class="soft">{say('options.add.intro')}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void connect();
        }}
      >
        {!byHand && (
          <Field id="code" label={say('options.setupCode')} error={errors.code}>
            {(attributes) => (
              <textarea
                {...attributes}
                rows={3}
                spellcheck={false}
                autocomplete="off"
                placeholder="genkan1_…"
                value={code}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <details open={byHand} onToggle={(event) => setByHand(event.currentTarget.open)}>
          <summary>{say('options.byHand')}</summary>
          <div class="stack">
            <Field id="endpoint" label={say('options.endpoint')} error={errors.endpoint}>
              {(attributes) => (
                <input
                  {...attributes}
                  type="url"
                  autocomplete="off"
                  placeholder="https://"
                  value={endpoint}
                  onInput={(event) => setEndpoint(event.currentTarget.value)}
                />
              )}
            </Field>
            <Field id="key" label={say('options.key')} error={errors.key}>
              {(attributes) => (
                <input
                  {...attributes}
                  type="password"
                  autocomplete="off"
                  value={key}
                  onInput={(event) => setKey(event.currentTarget.value)}
                />
              )}
            </Field>
          </div>
        </details>
        <Field id="name" label={say('options.name')}>
          {(attributes) => (
            <input
              {...attributes}
              maxLength={80}
              autocomplete="off"
              placeholder={say('options.name.example')}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row">
          <button type="submit" class="primary" aria-disabled={busy}>
            {say(busy ? 'options.connecting' : 'options.connect')}
          </button>
        </div>
      </form>
      <p class={`note ${outcome?.good ? 'good' : 'warn'}`} role="status">
        {outcome?.text}
      </p>
    </section>
  );
}
