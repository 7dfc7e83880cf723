import { useState } from 'preact/hooks';
import type { Speaker } from '../../i18n/words.ts';
import { type Connection, MAX_NAME_LENGTH } from '../../settings/settings.ts';
import { Field } from '../shared/Field.tsx';

/** Gives a connection another name. */
export function NameForm(props: { speaker: Speaker; connection: Connection; save: (name: string) => void }) {
  const { speaker, connection, save } = props;
  const [name, setName] = useState(connection.name);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save(name.trim());
      }}
    >
      <Field id={`name-${connection.id}`} label={speaker.say('options.connection.newName')}>
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
        <button type="submit">{speaker.say('options.connection.saveName')}</button>
      </div>
    </form>
  );
}
