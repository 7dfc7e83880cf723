import browser from 'webextension-polyfill';
import type { Speaker } from '../../i18n/words.ts';

/** The icon, what this page is, the version, and where help is, if the package names its homepage. */
export function PageTitle({ speaker, version }: { speaker: Speaker; version: string }) {
  const { say } = speaker;
  const homepage = browser.runtime.getManifest().homepage_url;
  return (
    <header class="row title">
      <img src="/icon/48.png" width="40" height="40" alt="" />
      <div>
        <h1>{say('options.title')}</h1>
        <p class="soft small row">
          <span>{say('options.version', { version })}</span>
          {homepage && <a href={`${homepage}#readme`}>{say('options.help')}</a>}
          {homepage && <a href={`${homepage}/issues`}>{say('options.issues')}</a>}
        </p>
      </div>
    </header>
  );
}
