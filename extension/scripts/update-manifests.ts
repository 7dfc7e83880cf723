/**
 * Writes what browsers look at to update an extension that no store serves: `node scripts/update-manifests.ts --base URL
 * --chromium-id ID [--out FOLDER]`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { chromiumUpdates, firefoxUpdates } from './update-manifest.ts';

const EXTENSION = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    'chromium-id': { type: 'string' },
    out: { type: 'string', default: join(EXTENSION, '.output') },
  },
});
const wanted = v.parse(
  v.object({
    base: v.pipe(v.string(), v.url(), v.startsWith('https://')),
    'chromium-id': v.pipe(v.string(), v.regex(/^[a-p]{32}$/)),
  }),
  values,
);
const { version } = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(join(EXTENSION, 'package.json'), 'utf8')),
);
const base = wanted.base.replace(/\/+$/, '');
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'updates.json'), firefoxUpdates({ base, version }));
writeFileSync(
  join(values.out, 'updates.xml'),
  chromiumUpdates({ base, version, extensionId: wanted['chromium-id'] }),
);
