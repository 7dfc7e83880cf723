import { useState } from 'preact/hooks';
import type { Translator } from '../../i18n/words.ts';
import { type Connection, MAX_NAME_LENGTH } from '../../settings/settings.ts';
import { Field } from '../shared/Field.tsx';

/** Gives a connection another name. */
export function NameForm(props: {
  translator: Translator;
  connection: Connection;
  save: (name: string) => void;
}) {
  const { translator, connection, save } = props;
  const [name, setName] = useState(connection.name);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save(name.trim());
      }}
    >
      <Field id={`name-${connection.id}`} label={translator.translate('options.connection.newName')}>
        {(attributes) => (
          <input
            {...attributes}
            maxLength={MAX_NAME_LENGTH}
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row">
        <button type="submit">{translator.translate('options.connection.saveName')}</button>
      </div>
    </form>
  );
}
