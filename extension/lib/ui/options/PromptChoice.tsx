import type { Speaker } from '../../i18n/words.ts';
import { PROMPT_PREFERENCES, type Settings } from '../../settings/settings.ts';
import type { Choose } from './change.ts';

/** When Genkan speaks up. */
export function PromptChoice(props: {
  speaker: Speaker;
  settings: Settings;
  locked: boolean;
  choose: Choose;
}) {
  const { speaker, settings, locked, choose } = props;
  const { say } = speaker;
  return (
    <fieldset disabled={locked}>
      <legend>{say('options.prompt')}</legend>
      {locked && <p class="note">{say('options.locked')}</p>}
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
          <label for={`prompt-${prompt}`}>{say(`options.prompt.${prompt}`)}</label>
          <p id={`prompt-${prompt}-help`} class="soft small">
            {say(`options.prompt.${prompt}.help`)}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
