import { rm } from 'node:fs/promises';
import { type BuildOptions, build } from 'esbuild';
import { leanSdk } from './lean-sdk/plugin.ts';

/** Builds the Lambda bundle, the Node server and the command line into `dist/`. The same source gives the same bytes. */
const shared: BuildOptions = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  platform: 'node',
  minify: true,
  // Libraries' ES modules first: they shake to less, and some CommonJS twins cannot be bundled at all.
  mainFields: ['module', 'main'],
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  charset: 'utf8',
};

/** CommonJS libraries in an ES module need a `require`. */
const REQUIRE =
  "import{createRequire as genkanRequire}from'node:module';const require=genkanRequire(import.meta.url);";

await rm(new URL('dist', import.meta.url), { recursive: true, force: true });
await Promise.all([
  // CommonJS: an ES module entry that imports `node:http` costs Lambda's Node some 35 ms at every cold start.
  build({
    ...shared,
    entryPoints: ['src/lambda.ts'],
    outfile: 'dist/lambda/index.js',
    target: 'node24',
    // Text of one byte per character is half as long in memory and read faster.
    charset: 'ascii',
    format: 'cjs',
    plugins: [leanSdk],
    inject: ['src/lambda/light-fetch.ts'],
    // A dynamic `import('node:http')` in the SDK would make Node load its fetch client, to list all that can be imported.
    supported: { 'dynamic-import': false },
    // The SDK asks whether bodies are web streams; only looking at these names makes Node load them.
    define: { ReadableStream: 'undefined', TransformStream: 'undefined', Blob: 'undefined' },
  }),
  build({
    ...shared,
    entryPoints: ['src/server.ts'],
    outfile: 'dist/server.mjs',
    target: 'node20',
    format: 'esm',
    banner: { js: REQUIRE },
  }),
  build({
    ...shared,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/genkan.mjs',
    target: 'node20',
    format: 'esm',
    banner: { js: `#!/usr/bin/env node\n${REQUIRE}` },
  }),
]);
