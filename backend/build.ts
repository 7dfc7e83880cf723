import { rm } from 'node:fs/promises';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { leanSdk } from './lean-sdk/plugin.ts';

/** Builds the Lambda bundle, the Node server and the command line into `dist/`. The same source gives the same bytes. */
const shared: BuildOptions = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  platform: 'node',
  minify: true,
  // Libraries' ES modules first: esbuild removes more of them, and some CommonJS variants cannot be bundled.
  mainFields: ['module', 'main'],
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  charset: 'utf8',
};

/** CommonJS libraries in an ES module need a `require`. */
const REQUIRE =
  "import{createRequire as genkanRequire}from'node:module';const require=genkanRequire(import.meta.url);";

/**
 * Credentials for other accounts are a file of their own beside the Lambda bundle: a deployment without such targets never loads it,
 * and with a dynamic import in one file esbuild would wrap every module of the SDK.
 */
const ownCredentialsFile: Plugin = {
  name: 'own-credentials-file',
  setup(build) {
    build.onResolve({ filter: /\/temporary-credentials\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './temporary-credentials.js', external: true } : undefined,
    );
  },
};

await rm(new URL('dist', import.meta.url), { recursive: true, force: true });
await Promise.all([
  // CommonJS: an ES module entry that imports `node:http` costs Lambda's Node some 35 ms at every cold start.
  build({
    ...shared,
    entryPoints: ['src/lambda.ts'],
    outfile: 'dist/lambda/index.js',
    target: 'node24',
    // In memory, text of one byte per character has half the length and is read faster.
    charset: 'ascii',
    format: 'cjs',
    plugins: [leanSdk, ownCredentialsFile],
    inject: ['src/lambda/light-fetch.ts'],
    // For a dynamic `import('node:http')` in the SDK, Node would load its fetch client in order to list the exports.
    supported: { 'dynamic-import': false },
    // The SDK checks whether bodies are web streams; Node loads these classes when code only reads their names.
    define: { ReadableStream: 'undefined', TransformStream: 'undefined', Blob: 'undefined' },
  }),
  build({
    ...shared,
    entryPoints: ['src/aws/temporary-credentials.ts'],
    outfile: 'dist/lambda/temporary-credentials.js',
    target: 'node24',
    format: 'cjs',
    // The other sources of credentials, which Lambda does not have.
    alias: { '@aws-sdk/credential-provider-node': './lean-sdk/no-credentials.ts' },
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
