import { useState } from 'preact/hooks';
import type { Translator } from '../../i18n/words.ts';
import type { Environment } from '../../platform/environment.ts';
import { exportSettings, importSettings } from '../../settings/backup.ts';
import type { Settings } from '../../settings/settings.ts';
import { choose } from '../../settings/store.ts';
import type { Change } from '../shared/change.ts';

/** Export to and import from a file. */
export function Backup(props: {
  translator: Translator;
  settings: Settings;
  environment: Environment;
  change: Change;
}) {
  const { translator, settings, environment, change } = props;
  const { translate } = translator;
  const [outcome, setOutcome] = useState<{ good: boolean; text: string }>();
  const [offersAutomatic, setOffersAutomatic] = useState(false);

  async function read(file: File): Promise<void> {
    const result = importSettings(await file.text());
    setOffersAutomatic(false);
    if (!result.ok) {
      setOutcome({ good: false, text: translate(`options.import.${result.problem}`) });
      return;
    }
    // Allowing without a question is a decision of its own: a file does not take it.
    const { prompt, ...others } = result.choices;
    const wantsAutomatic = prompt === 'automatic' && settings.prompt !== 'automatic';
    await choose(environment.storage.local, wantsAutomatic ? others : { prompt, ...others });
    await change((stored) => result.apply(stored, environment.newId));
    setOffersAutomatic(wantsAutomatic);
    setOutcome({ good: true, text: translate('options.import.done', { count: result.count }) });
  }

  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{translate('options.backup')}</h2>
      <p class="soft">{translate('options.backup.intro')}</p>
      <div class="row">
        <button type="button" onClick={() => save(exportSettings(settings))}>
          {translate('options.export')}
        </button>
      </div>
      <div class="field">
        <label for="import">{translate('options.import')}</label>
        <input
          id="import"
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            const input = event.currentTarget;
            const [file] = input.files ?? [];
            if (file) void read(file);
            // Forgotten, so that choosing the same file again, mended meanwhile, is a change again.
            input.value = '';
          }}
        />
      </div>
      <p class={`note ${outcome?.good ? 'good' : 'warn'}`} role="status">
        {outcome?.text}
      </p>
      {offersAutomatic && (
        <div class="note warn stack" role="status">
          <p>{translate('options.import.automatic')}</p>
          <div class="row">
            <button
              type="button"
              onClick={() => {
                setOffersAutomatic(false);
                void choose(environment.storage.local, { prompt: 'automatic' });
              }}
            >
              {translate('options.import.automatic.choose')}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'genkan-settings.json';
  link.click();
  URL.revokeObjectURL(url);
}
