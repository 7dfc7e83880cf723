import type { Overview } from '../../background/overview.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';
import type { Run } from './run.ts';

/** Chooses among several connections, by name and account. */
export function ConnectionSwitch(props: { translator: PopupTranslator; overview: Overview; run: Run }) {
  const { overview, run } = props;
  return (
    <div class="field">
      <label for="connection">{props.translator.translate('popup.connection')}</label>
      <select
        id="connection"
        value={overview.activeId}
        onChange={(event) => run('select', 'selectConnection', { id: event.currentTarget.value })}
      >
        {overview.connections.map(({ id, name, accountId }) => (
          <option key={id} value={id}>
            {accountId && accountId !== name ? `${name} (${accountId})` : name}
          </option>
        ))}
      </select>
    </div>
  );
}
