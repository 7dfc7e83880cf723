import type { Translator } from '../../i18n/words.ts';
import { LANGUAGES, type Settings } from '../../settings/settings.ts';
import type { Choose } from '../shared/change.ts';

/** Languages by their own name: who looks for theirs may not read the present one. */
const NAMES = {
  en: 'English',
  ja: '日本語',
  ko: '한국어',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  'pt-BR': 'Português (Brasil)',
  'en-XA': '[Pseudo]',
} as const;

export function LanguageChoice(props: { translator: Translator; settings: Settings; choose: Choose }) {
  const { translator, settings, choose } = props;
  // The pseudo-locale is for testers: offered only to who has it already.
  const offered = LANGUAGES.filter((each) => each !== 'en-XA' || settings.language === 'en-XA');
  return (
    <section>
      <div class="field">
        <label for="language">{translator.translate('options.language')}</label>
        <select
          id="language"
          value={settings.language}
          onChange={(event) => {
            const language = LANGUAGES.find((each) => each === event.currentTarget.value);
            if (language) void choose({ language });
          }}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {each === 'auto' ? translator.translate('options.language.auto') : NAMES[each]}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}
