import { defineConfig } from 'wxt';
import { SIGN_IN_WORDS, WORDS } from './lib/aws/denials/prefilter-words.ts';
import { AWS_PATTERNS, EXCLUDED_PATTERNS } from './lib/aws/hosts.ts';
import { wordFiles } from './locales/all.ts';

/**
 * Hands the polyfill on as it is published, byte for byte, between two lines of its own. The usual way around CommonJS would copy it name by name, and every name that is
 * touched makes Chromium set up that whole API, in each page and each start of the background.
 */
const plainPolyfill = {
  name: 'genkan-plain-polyfill',
  transform(code: string, id: string) {
    if (!id.includes('/webextension-polyfill/dist/')) return undefined;
    return {
      code: `const exports = {};\nconst module = { exports };\n${code}\nexport default module.exports;`,
      map: null,
    };
  },
};

/** WXT's wrapper of a plain script logs in development; in the content script it would be a tenth of all bytes. */
const withoutWrapper = {
  name: 'genkan-without-wrapper',
  transform(code: string, id: string) {
    if (!id.includes('unlisted-script-entrypoint')) return undefined;
    const script = /^import definition from .*$/m.exec(code)?.[0];
    if (!script) throw new Error('WXT starts plain scripts in a way this build does not know');
    return { code: `${script}\ndefinition.main();`, map: null };
  },
};

/** The content script looks for the words of every wording; the rules behind them stay in the background. */
const wordsAlone = {
  name: 'genkan-words-alone',
  transform(_: string, id: string) {
    if (!id.endsWith('/lib/aws/denials/prefilter-words.ts')) return undefined;
    return {
      code: `export const WORDS = ${WORDS};\nexport const SIGN_IN_WORDS = ${SIGN_IN_WORDS};`,
      map: null,
    };
  },
};

/**
 * The manifest. Permissions are a promise (see README): AWS pages by the content script's matches, which the browsers treat
 * as access that the person can withdraw; `storage`, `alarms`, and nothing else. The backend is reached by CORS.
 */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  // Same commit, same bytes: WXT gives every file in the package the same date. The source is the repository itself.
  zip: { name: 'genkan', zipSources: false },
  vite: () => ({
    build: {
      target: ['chrome128', 'firefox142'],
      modulePreload: { polyfill: false },
      // Reading a property does nothing else here. Otherwise every schema of the contract that spreads another one would be
      // kept in the popup, which uses none of them.
      rolldownOptions: { treeshake: { propertyReadSideEffects: false } },
    },
    plugins: [plainPolyfill, withoutWrapper, wordsAlone],
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_appName__',
    description: '__MSG_appDescription__',
    default_locale: 'en',
    // Known to who packages it; popup and options link to its help.
    ...(process.env['GENKAN_HOMEPAGE'] ? { homepage_url: process.env['GENKAN_HOMEPAGE'] } : {}),
    permissions: ['alarms', 'storage'],
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    action: {
      default_title: 'Genkan',
      default_icon: { 16: 'icon/16.png', 32: 'icon/32.png' },
    },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+G' } },
    },
    content_security_policy: {
      // Replaces Firefox's default, which would turn a backend on this machine (http://127.0.0.1) into https.
      extension_pages: "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'genkan@genkan.dev',
              strict_min_version: '142.0',
              // Only for a package that no store serves (store/building.md): AMO refuses a listed one that has it.
              ...(process.env['GENKAN_UPDATE_URL'] ? { update_url: process.env['GENKAN_UPDATE_URL'] } : {}),
              // The member's key, sent to the endpoint the person entered, and nowhere else.
              data_collection_permissions: { required: ['authenticationInfo'] },
            },
          },
        }
      : { minimum_chrome_version: '128', storage: { managed_schema: 'managed-schema.json' } }),
  }),
  hooks: {
    // Each language but English is a file for each part, of which only the person's is read.
    'build:publicAssets': (_, files) => {
      files.push(...wordFiles().map(({ path, contents }) => ({ relativeDest: path, contents })));
    },
    // Even when told not to, WXT imports its own library wherever something is called `storage`.
    'config:resolved': ({ config }) => {
      config.imports.presets = [];
    },
    // WXT's own content-script wrapper weighs more than this script: it is built as a plain script and named here.
    'build:manifestGenerated': (_, manifest) => {
      manifest.content_scripts = [
        {
          matches: [...AWS_PATTERNS],
          exclude_matches: [...EXCLUDED_PATTERNS],
          js: ['aws.js'],
          css: ['assets/error-containers.css'],
          all_frames: true,
          match_about_blank: true,
          run_at: 'document_start',
        },
      ];
    },
  },
});
