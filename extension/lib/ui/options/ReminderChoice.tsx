import type { Speaker } from '../../i18n/words.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Choose } from './change.ts';

/** Whether open AWS pages say that access ends soon. */
export function ReminderChoice(props: { speaker: Speaker; settings: Settings; choose: Choose }) {
  const { speaker, settings, choose } = props;
  const { say } = speaker;
  return (
    <fieldset>
      <legend>{say('options.reminder')}</legend>
      <div class="choice">
        <input
          type="checkbox"
          id="reminder"
          aria-describedby="reminder-help"
          checked={settings.reminder}
          onChange={(event) => void choose({ reminder: event.currentTarget.checked })}
        />
        <label for="reminder">{say('options.reminder.on')}</label>
        <p id="reminder-help" class="soft small">
          {say('options.reminder.help')}
        </p>
      </div>
    </fieldset>
  );
}
