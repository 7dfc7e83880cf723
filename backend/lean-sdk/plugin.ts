import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import * as v from 'valibot';
import { trimSchemas } from './trim-schemas.ts';

const packageSchema = v.object({ version: v.string() });

/** What the SDK imports and never runs in Lambda, with what takes its place. The clients get their settings in code. */
const stubs: Readonly<Record<string, string>> = {
  // Lambda hands its credentials over in the environment, and `aws/client-options.ts` passes them on.
  '@aws-sdk/credential-provider-node':
    'export const defaultProvider = () => async () => { throw new Error("Lambda gave the function no credentials"); };',
  // Only SelectObjectContent streams events.
  '@smithy/core/event-streams':
    'export const resolveEventStreamSerdeConfig = (config) => config;' +
    'export const eventStreamSerdeProvider = () => undefined;' +
    'export class EventStreamSerde {}',
  // The SDK looks for profiles, and Lambda has none; to load this module and to learn that costs every cold start.
  'node:fs/promises':
    'export const readFile = async () => { throw Object.assign(new Error("Lambda has no profiles"), { code: "ENOENT" }); };',
  // For checksums that S3 is rarely asked for.
  '@aws-sdk/checksums/sha': 'export class Sha1 {}',
};

/** Modules of the SDK, as it imports them, with the file here that takes their place. */
const replacements: Readonly<Record<string, string>> = {
  '@smithy/core/retry': 'retry.ts',
  '@aws-sdk/checksums/flexible-checksums': 'flexible-checksums.ts',
  './configLoader': 'load-config.ts',
  './node-config-provider/configLoader': 'load-config.ts',
  './Sha256Node': 'sha256.ts',
  './sha256/Sha256Node': 'sha256.ts',
};

/**
 * Middlewares that do nothing for Genkan's calls: logs that nobody reads, loops of functions through S3, customer-provided
 * keys, directory buckets, bodies of megabytes, dates of expiry.
 */
const idle =
  /(middleware-logger[\\/]loggerMiddleware|getRecursionDetectionPlugin|middleware-ssec|middleware-expect-continue|check-content-length-header|s3-expires-middleware|s3ExpressMiddleware|s3ExpressHttpSigningMiddleware)\.js$/;

const ofSdk = /[\\/]@(aws-sdk|smithy)[\\/]/;

/**
 * Takes out of the SDK what a Lambda function never runs: other sources of credentials and settings, retries, event
 * streams, checksums, S3's hundred unused operations, and its package descriptions but for the version.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    build.onResolve({ filter: namesOf(stubs) }, ({ path, importer }) =>
      ofSdk.test(importer) ? { path, namespace: 'lean-sdk', sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'lean-sdk' }, ({ path }) => ({
      contents: stubs[path] ?? '',
      loader: 'js',
    }));
    build.onResolve({ filter: namesOf(replacements) }, ({ path, importer }) =>
      ofSdk.test(importer)
        ? { path: `${import.meta.dirname}/${replacements[path]}`, sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: idle }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: text.replace(
          /^export const (get\w+Plugin) = [\s\S]*?^\}\);$/m,
          'export const $1 = () => ({ applyToStack() {} });',
        ),
        loader: 'js',
      };
    });
    // The signer for several regions at once is for multi-region access points.
    build.onLoad({ filter: /signature-v4-multi-region[\\/]dist-es[\\/]index\.js$/ }, () => ({
      contents:
        "import { SignatureV4 } from '@smithy/signature-v4';" +
        'export { SignatureV4 as SignatureV4MultiRegion, SignatureV4 as SignatureV4SignWithCredentials };',
      loader: 'js',
    }));
    // An operation's description has computed keys, so esbuild must keep it unless it is told that nothing happens there. An
    // error without a description is an error of the service with AWS's code as its name, and names are all we look at.
    build.onLoad(
      { filter: /client-(s3|iam)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ },
      async ({ path }) => {
        const text = await readFile(path, 'utf8');
        return {
          contents: (path.includes('client-s3') ? trimSchemas(text) : text)
            .replace(
              /^export var (\w+\$) = (\[[\s\S]*?\]);$/gm,
              'export var $1 = /* @__PURE__ */ (() => $2)();',
            )
            .replace(/^n0_registry\.registerError\(.+\);$/gm, ''),
          loader: 'js',
        };
      },
    );
    build.onLoad({ filter: /[\\/]@(aws-sdk|smithy)[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = v.parse(packageSchema, JSON.parse(await readFile(path, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** Matches exactly the names of a table. */
function namesOf(table: Readonly<Record<string, string>>): RegExp {
  const escaped = Object.keys(table).map((name) => name.replaceAll('.', '\\.'));
  return new RegExp(`^(${escaped.join('|')})$`);
}
