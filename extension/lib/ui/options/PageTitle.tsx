import browser from 'webextension-polyfill';
import type { Translator } from '../../i18n/words.ts';

/** The icon, what this page is, the version, and where help is, if the package names its homepage. */
export function PageTitle({ translator, version }: { translator: Translator; version: string }) {
  const { translate } = translator;
  const homepage = browser.runtime.getManifest().homepage_url;
  return (
    <header class="row title">
      <img src="/icon/48.png" width="40" height="40" alt="" />
      <div>
        <h1>{translate('options.title')}</h1>
        <p class="soft small row">
          <span>{translate('options.version', { version })}</span>
          {homepage && <a href={`${homepage}#readme`}>{translate('options.help')}</a>}
          {homepage && <a href={`${homepage}/issues`}>{translate('options.issues')}</a>}
        </p>
      </div>
    </header>
  );
}
