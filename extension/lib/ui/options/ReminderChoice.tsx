import type { Translator } from '../../i18n/words.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Choose } from '../shared/change.ts';

/** Whether open AWS pages say that access ends soon. */
export function ReminderChoice(props: { translator: Translator; settings: Settings; choose: Choose }) {
  const { translator, settings, choose } = props;
  const { translate } = translator;
  return (
    <fieldset>
      <legend>{translate('options.reminder')}</legend>
      <div class="choice">
        <input
          type="checkbox"
          id="reminder"
          aria-describedby="reminder-help"
          checked={settings.reminder}
          onChange={(event) => void choose({ reminder: event.currentTarget.checked })}
        />
        <label for="reminder">{translate('options.reminder.on')}</label>
        <p id="reminder-help" class="soft small">
          {translate('options.reminder.help')}
        </p>
      </div>
    </fieldset>
  );
}
