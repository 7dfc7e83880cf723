import * as v from 'valibot';
import { expect, test } from 'vitest';
import { chromiumUpdates, firefoxUpdates } from '../../extension/scripts/update-manifest.ts';
import { read, repositoryFiles } from './files.ts';
import { commandsOf, snippet } from './snippets/blocks.ts';

/** The part of a Markdown text below the heading, up to the next one of the same level. */
function section(text: string, heading: string): string {
  return (
    text
      .split(/^## /m)
      .find((part) => part.startsWith(`${heading}\n`))
      ?.slice(heading.length)
      .trim() ?? ''
  );
}

test.each(['en', 'ja'])('the listing in %s fits what both stores take', (language) => {
  const listing = read(`extension/store/listing.${language}.md`);
  const [name, summary, description] = ['Name', 'Summary', 'Description'].map((part) =>
    section(listing, part),
  );
  expect(name).toMatch(/^Genkan.{0,44}$/);
  expect(summary).toMatch(/^.{20,132}$/);
  expect(description?.length).toBeGreaterThan(300);
  expect(description?.length).toBeLessThan(16_000);
});

const manifestMessagesSchema = v.object({ appDescription: v.object({ message: v.string() }) });

test.each(['en', 'ja'])('the summary in %s begins as the package describes itself', (language) => {
  const messages = v.parse(
    manifestMessagesSchema,
    JSON.parse(read(`extension/public/_locales/${language}/messages.json`)),
  );
  const summary = section(read(`extension/store/listing.${language}.md`), 'Summary');
  expect(summary).toContain(messages.appDescription.message);
});

const schemaSchema = v.object({
  properties: v.record(
    v.string(),
    v.object({
      enum: v.optional(v.array(v.string())),
      items: v.optional(v.object({ properties: v.record(v.string(), v.unknown()) })),
    }),
  ),
});
const managed = v.parse(schemaSchema, JSON.parse(read('extension/public/managed-schema.json')));
const rollOut = read('extension/store/roll-out.md');

/** Every object of the roll-out's JSON that contains Genkan's settings; their place differs from browser to browser. */
function settingsIn(json: unknown): Record<string, unknown>[] {
  if (Array.isArray(json)) return json.flatMap(settingsIn);
  if (typeof json !== 'object' || json === null) return [];
  const entries = Object.entries(json);
  return 'onlyManagedConnections' in json
    ? [Object.fromEntries(entries)]
    : entries.flatMap(([, value]) => settingsIn(value));
}

const examples = [
  snippet('extension/store/roll-out.md#chrome-chromium-and-edge'),
  snippet('extension/store/roll-out.md#chrome-chromium-and-edge-2'),
  snippet('extension/store/roll-out.md#firefox'),
].map(({ code }): unknown => JSON.parse(code));

test('the roll-out shows the settings for every way to set them', () => {
  expect(examples.flatMap(settingsIn)).toHaveLength(3);
});

test('the roll-out’s examples contain only settings of the schema', () => {
  const known = Object.keys(managed.properties);
  for (const settings of examples.flatMap(settingsIn)) {
    expect(known).toEqual(expect.arrayContaining(Object.keys(settings)));
  }
});

test('the roll-out explains every setting of the schema', () => {
  for (const [name, { enum: choices = [], items }] of Object.entries(managed.properties)) {
    expect(rollOut).toMatch(new RegExp(`\\| \`${name}\` +\\|`));
    for (const choice of choices) expect(rollOut).toContain(`\`${choice}\``);
    for (const entry of Object.keys(items?.properties ?? {}))
      expect(rollOut).toContain(`\`${name}[].${entry}\``);
  }
});

test('the notes to reviewers give commands that the building instructions give', () => {
  const { code } = snippet('extension/store/privacy-answers.md#addonsmozillaorg');
  const commands = [...code.matchAll(/npx -y pnpm [\w-]+( --[\w-]+)*/g)].map(([command]) => command);
  const [install] = commandsOf(
    snippet('extension/store/building.md#building-the-packages-and-checking-one-against-its-source'),
  );
  expect(commands).toEqual([install, 'npx -y pnpm build', 'npx -y pnpm start']);
  expect(read('extension/store/building.md')).toContain('`npx -y pnpm build` writes');
});

test('the replies to the store name the data that the manifest declares as collected', () => {
  const required = /required: \['(\w+)'\]/.exec(read('extension/wxt.config.ts'))?.[1] ?? 'nothing';
  expect(read('extension/store/privacy-answers.md')).toContain(`requires \`${required}\``);
});

test('the page for reviewers names every bundled library with the version that is bundled', () => {
  const dependenciesSchema = v.object({ dependencies: v.record(v.string(), v.string()) });
  const { dependencies } = v.parse(dependenciesSchema, JSON.parse(read('extension/package.json')));
  const published = Object.entries(dependencies).filter(([, version]) => !version.startsWith('workspace:'));
  const libraries = read('extension/store/libraries.md');
  for (const [name, version] of published) {
    const row = libraries.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row).toContain(`| ${version}`);
    expect(row).toContain(`https://www.npmjs.com/package/${name}/v/${version}`);
  }
  expect(published.length).toBeGreaterThan(0);
});

test('no component sets markup, as the page for reviewers says', () => {
  const sources = repositoryFiles().filter((file) => /^extension\/(lib|entrypoints)\/.*\.tsx?$/.test(file));
  expect(sources.length).toBeGreaterThan(0);
  for (const file of sources) expect(read(file)).not.toMatch(/dangerouslySetInnerHTML|innerHTML\s*=/);
});

test('update manifests name the version and where its packages are', () => {
  const release = { base: 'https://downloads.example.com/a&b', version: '1.2.3' };
  expect(JSON.parse(firefoxUpdates(release))).toEqual({
    addons: {
      'genkan@genkan.dev': {
        updates: [
          { version: '1.2.3', update_link: 'https://downloads.example.com/a&b/genkan-1.2.3-firefox.xpi' },
        ],
      },
    },
  });
  const xml = chromiumUpdates({ ...release, extensionId: 'a'.repeat(32) });
  expect(xml).toContain(`<app appid="${'a'.repeat(32)}">`);
  expect(xml).toContain(
    'codebase="https://downloads.example.com/a&amp;b/genkan-1.2.3-chrome.crx" version="1.2.3"',
  );
});
