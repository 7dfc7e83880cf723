import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { leanSdk, shakeSchemas } from './plugin.ts';
import { replaceAll } from './replace-all.ts';

/** Builds a module, and with it the files of an SDK that the test writes. */
async function buildWith(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'genkan-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return build({
    entryPoints: [join(folder, 'index.js')],
    bundle: true,
    platform: 'node',
    write: false,
    logLevel: 'silent',
    plugins: [leanSdk],
  });
}

test('a build that a rule does not meet fails and names every such rule', async () => {
  const built = buildWith({ 'index.js': 'export const nothing = 1;' });
  await expect(built).rejects.toMatchObject({
    errors: expect.arrayContaining(
      [
        '@aws-sdk/credential-provider-node',
        './node-config-provider/configLoader',
        's3ExpressMiddleware',
        'client-iam',
        'signature-v4-multi-region',
      ].map((name) => expect.objectContaining({ text: expect.stringContaining(`no longer has ${name}`) })),
    ),
  });
});

test('a build fails when a middleware has another shape than the one that is replaced', async () => {
  const built = buildWith({
    'index.js': "import '@aws-sdk/a';",
    'node_modules/@aws-sdk/a/package.json': '{ "version": "1.0.0", "main": "middleware-ssec.js" }',
    'node_modules/@aws-sdk/a/middleware-ssec.js': 'export function getSsecPlugin() {}',
  });
  await expect(built).rejects.toThrow(/the plugin of middleware-ssec has changed/);
});

test('schemas without the known shape are refused', () => {
  expect(() => shakeSchemas('export const PutObject$ = [];')).toThrow('the schemas has changed');
  expect(() => shakeSchemas('export var PutObject$ = [];')).toThrow('the schemas of errors has changed');
});

test('a replacement that matches nothing is refused', () => {
  expect(replaceAll('aba', /a/g, 'c', 'the letter')).toBe('cbc');
  expect(() => replaceAll('bbb', /a/g, 'c', 'the letter')).toThrow('the letter has changed');
});
