import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from '../harness/figure.ts';
import { kilobytes } from '../harness/text.ts';
import { bundleContestant } from '../lambda/bundle-contestant.ts';
import { genkanBundle } from '../lambda/team.ts';

/** The Lambda bundle's bytes beside the plain one's. */
export interface BundleSizes {
  readonly ours: { readonly raw: number; readonly gzip: number };
  readonly plain: { readonly raw: number; readonly gzip: number };
}

/** The share of the plain bundle that ours may weigh. */
export const BUNDLE_LIMIT = 0.6;

export async function bundleSizes(): Promise<BundleSizes> {
  const sizes = (directory: string) => {
    const bytes = readFileSync(join(directory, 'index.js'));
    return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  };
  return { ours: sizes(await genkanBundle()), plain: sizes(bundleContestant('plain-hono')) };
}

/** What Lambda has to load. */
export const bundleSize: Figure = {
  name: 'bundle-size',
  async measure() {
    const { ours, plain } = await bundleSizes();
    return [
      {
        figure: 'Lambda bundle, raw and gzip',
        ours: `${kilobytes(ours.raw)}, ${kilobytes(ours.gzip)}`,
        baseline: `Hono and both SDK clients as esbuild bundles them, minified: ${kilobytes(plain.raw)}, ${kilobytes(plain.gzip)}`,
        checks: [
          { unit: '× baseline raw', value: ours.raw / plain.raw, limit: BUNDLE_LIMIT },
          { unit: '× baseline gzip', value: ours.gzip / plain.gzip, limit: BUNDLE_LIMIT },
        ],
        note: 'both minified; ours also validates, keeps leases, audits, resets and renders. The file for credentials of other accounts is not counted: only a deployment with such targets loads it.',
      },
    ];
  },
};
