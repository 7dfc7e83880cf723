import { useState } from 'preact/hooks';
import type { Translator } from '../../i18n/words.ts';
import type { Acceptable, ConnectReply } from '../../messages/connect-reply.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Connection } from '../../settings/settings.ts';
import { call } from '../shared/call.ts';
import { Connected } from './Connected.tsx';
import { ConnectFailed } from './ConnectFailed.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import { type DraftErrors, draftErrors, leadsWhere, readDraft } from './check-draft.ts';
import { type Draft, EMPTY_DRAFT, forgetDraft, keepDraft } from './draft.ts';

/** A setup code, or endpoint and key by hand. Where it leads is shown before anything is sent; it is tried, then stored. */
export function AddConnection(props: {
  translator: Translator;
  environment: Environment;
  connections: readonly Connection[];
  draft: Draft;
}) {
  const { translator, environment, connections } = props;
  const { translate } = translator;
  const [draft, setDraft] = useState(props.draft);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [busy, setBusy] = useState(false);
  const [reply, setReply] = useState<ConnectReply>();
  const isFirst = connections.length === 0;
  // Folded away once there is a connection, unless something is half typed.
  const [open, setOpen] = useState(isFirst || props.draft !== EMPTY_DRAFT);
  const credentials = readDraft(draft);

  function edit(change: Partial<Draft>): void {
    const edited = { ...draft, ...change };
    setDraft(edited);
    setReply(undefined);
    setErrors({});
    // A page that is left or loaded again loses nothing of it.
    void keepDraft(environment.storage.session, edited);
  }

  function clear(): void {
    setDraft(EMPTY_DRAFT);
    setOpen(false);
    void forgetDraft(environment.storage.session);
  }

  async function connect(accept: readonly Acceptable[]): Promise<void> {
    const wrong = draftErrors(draft, translator);
    setErrors(wrong);
    if (!credentials || busy) return;
    setBusy(true);
    try {
      const name = draft.name.trim();
      const body = { ...credentials, ...(name ? { name } : {}), accept: [...accept] };
      const result = await call('connect', body);
      setReply(result);
      if (result.outcome === 'stored') clear();
    } finally {
      setBusy(false);
    }
  }

  const form = (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect([]);
      }}
    >
      <p class="soft">{translate('options.add.intro')}</p>
      <ConnectionFields translator={translator} draft={draft} errors={errors} edit={edit} />
      <p class="note" role="status">
        {credentials && leadsWhere(credentials, draft.byHand, connections, translator)}
      </p>
      <div class="row">
        <button type="submit" class="primary" aria-disabled={busy}>
          {translate(busy ? 'options.connecting' : 'options.connect')}
        </button>
      </div>
    </form>
  );

  return (
    <section aria-labelledby="add">
      {isFirst ? (
        <>
          <h2 id="add">{translate('options.add.title')}</h2>
          {form}
        </>
      ) : (
        <details
          class="fold"
          open={open}
          onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}
        >
          <summary id="add">{translate('options.add.title')}</summary>
          {form}
        </details>
      )}
      <div role="status" class="stack">
        {reply?.outcome === 'stored' && (
          <Connected translator={translator} environment={environment} reply={reply} />
        )}
        {reply && reply.outcome !== 'stored' && credentials && (
          <ConnectFailed
            translator={translator}
            now={environment.now()}
            reply={reply}
            host={new URL(credentials.endpoint).host}
            accept={(what) => void connect(what)}
          />
        )}
      </div>
    </section>
  );
}
