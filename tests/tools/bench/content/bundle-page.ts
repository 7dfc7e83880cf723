import { join } from 'node:path';
import { build } from 'esbuild';

/** The churning page as one script and one stylesheet. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** Bundles the churning page as the console's own pages are: production React, minified. */
export async function bundlePage(): Promise<PageAssets> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'ChurnPage.tsx')],
    bundle: true,
    minify: true,
    write: false,
    outdir: '/assets',
    format: 'iife',
    target: 'es2023',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'dataurl', '.woff': 'empty' },
    logLevel: 'error',
  });
  const text = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}
