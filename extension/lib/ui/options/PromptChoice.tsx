import type { Translator } from '../../i18n/words.ts';
import { PROMPT_PREFERENCES, type Settings } from '../../settings/settings.ts';
import type { Choose } from '../shared/change.ts';

/** When Genkan prompts. */
export function PromptChoice(props: {
  translator: Translator;
  settings: Settings;
  locked: boolean;
  choose: Choose;
}) {
  const { translator, settings, locked, choose } = props;
  const { translate } = translator;
  return (
    <fieldset disabled={locked}>
      <legend>{translate('options.prompt')}</legend>
      {locked && <p class="note">{translate('options.locked')}</p>}
      {PROMPT_PREFERENCES.map((prompt) => (
        <div class="choice" key={prompt}>
          <input
            type="radio"
            name="prompt"
            id={`prompt-${prompt}`}
            aria-describedby={`prompt-${prompt}-help`}
            checked={settings.prompt === prompt}
            onChange={() => void choose({ prompt })}
          />
          <label for={`prompt-${prompt}`}>{translate(`options.prompt.${prompt}`)}</label>
          <p id={`prompt-${prompt}-help`} class="soft small">
            {translate(`options.prompt.${prompt}.help`)}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
