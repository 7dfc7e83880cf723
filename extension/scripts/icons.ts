/** Renders the icons from their source: `node scripts/icons.ts`. The pictures are committed, so builds need no renderer. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';

const SIZES = [16, 32, 48, 128];

for (const [name, prefix] of [
  ['shut', ''],
  ['open', 'open-'],
] as const) {
  const svg = readFileSync(new URL(`../icons/${name}.svg`, import.meta.url));
  for (const size of SIZES) {
    const picture = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
    writeFileSync(new URL(`../public/icon/${prefix}${size}.png`, import.meta.url), picture);
  }
}
