import type { Overview } from '../../background/overview.ts';
import type { PopupSpeaker } from '../../i18n/popup-words.ts';
import type { Run } from './run.ts';

/** Chooses among several connections, by name and account. */
export function ConnectionSwitch(props: { speaker: PopupSpeaker; overview: Overview; run: Run }) {
  const { overview, run } = props;
  return (
    <div class="field">
      <label for="connection">{props.speaker.say('popup.connection')}</label>
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
