import type { Translator } from '../../i18n/words.ts';
import { MAX_NAME_LENGTH } from '../../settings/settings.ts';
import { Field } from '../shared/Field.tsx';
import type { DraftErrors } from './check-draft.ts';
import type { Draft } from './draft.ts';

interface FieldsProps {
  readonly translator: Translator;
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly edit: (change: Partial<Draft>) => void;
}

/** The fields of a new connection: a setup code, or endpoint and key by hand, and a name. */
export function ConnectionFields(props: FieldsProps) {
  const { translator, draft, errors, edit } = props;
  const { translate } = translator;
  return (
    <>
      {!draft.byHand && (
        <Field id="code" label={translate('options.setupCode')} error={errors.code}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={3}
              spellcheck={false}
              autocomplete="off"
              placeholder="genkan1_…"
              value={draft.code}
              onInput={(event) => edit({ code: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <EndpointAndKey {...props} />
      <Field id="name" label={translate('options.name')}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={MAX_NAME_LENGTH}
            autocomplete="off"
            placeholder={translate('options.name.example')}
            value={draft.name}
            onInput={(event) => edit({ name: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}

/** Endpoint and key, folded until the member chooses to type them. */
function EndpointAndKey(props: FieldsProps) {
  const { translator, draft, errors, edit } = props;
  const { translate } = translator;
  return (
    <details
      open={draft.byHand}
      onToggle={(event) =>
        event.currentTarget.open !== draft.byHand && edit({ byHand: event.currentTarget.open })
      }
    >
      <summary>{translate('options.byHand')}</summary>
      <div class="stack">
        <Field id="endpoint" label={translate('options.endpoint')} error={errors.endpoint}>
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              inputMode="url"
              autocomplete="off"
              placeholder="https://"
              value={draft.endpoint}
              onInput={(event) => edit({ endpoint: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field id="key" label={translate('options.key')} error={errors.key}>
          {(attributes) => (
            <input
              {...attributes}
              type="password"
              autocomplete="off"
              value={draft.key}
              onInput={(event) => edit({ key: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}
