import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { ensureExtension } from '../../../support/built/ensure-extension.ts';
import type { Figure } from '../harness/figure.ts';
import { kilobytes } from '../harness/text.ts';

/** The part that runs on every page may weigh this much when the rest of the prompt comes on demand. */
export const CONTENT_LIMIT = { raw: 10_000, gzip: 4_000 };

const manifestSchema = v.object({
  content_scripts: v.array(
    v.object({ js: v.optional(v.array(v.string()), []), css: v.optional(v.array(v.string()), []) }),
  ),
});

/** Bytes of everything that the manifest puts into every AWS page: scripts and styles. */
export async function contentBytes(): Promise<{ readonly raw: number; readonly gzip: number }> {
  const folder = await ensureExtension('chrome');
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const files = manifest.content_scripts.flatMap(({ js, css }) => [...js, ...css]);
  const bytes = files.map((file) => readFileSync(join(folder, file)));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    raw: sum(bytes.map(({ length }) => length)),
    gzip: sum(bytes.map((content) => gzipSync(content, { level: 9 }).length)),
  };
}

/** What the extension adds to every AWS page. */
export const contentScriptBytes: Figure = {
  name: 'content-script-bytes',
  async measure() {
    const { raw, gzip } = await contentBytes();
    return [
      {
        figure: 'content script and its style, minified and gzip',
        ours: `${kilobytes(raw)}, ${kilobytes(gzip)}`,
        baseline: 'AWS Extend Switch Roles, as published: 4.4 kB, 2.0 kB',
        checks: [
          { unit: 'kB', value: raw / 1000, limit: CONTENT_LIMIT.raw / 1000 },
          { unit: 'kB gzip', value: gzip / 1000, limit: CONTENT_LIMIT.gzip / 1000 },
        ],
        note: 'everything the manifest puts into every AWS page, the drawing of the prompt included.',
      },
    ];
  },
};
