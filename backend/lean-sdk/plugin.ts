import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import * as v from 'valibot';
import { replaceAll } from './replace-all.ts';
import { trimSchemas } from './trim-schemas.ts';

const packageSchema = v.object({ version: v.string() });

/** Modules that the SDK imports and never runs in Lambda, with their replacements. */
const STUBS: Readonly<Record<string, string>> = {
  // Lambda passes credentials in the environment, and `aws/client-options.ts` passes them to the SDK.
  '@aws-sdk/credential-provider-node':
    'export const defaultProvider = () => async () => {' +
    ' throw Object.assign(new Error("Lambda gave the function no credentials"), { name: "CredentialsProviderError" }); };',
  // Only SelectObjectContent streams events.
  '@smithy/core/event-streams':
    'export const resolveEventStreamSerdeConfig = (config) => config;' +
    'export const eventStreamSerdeProvider = () => undefined;' +
    'export class EventStreamSerde {}',
  // The SDK reads profiles with it, and Lambda has none.
  'node:fs/promises':
    'export const readFile = async () => { throw Object.assign(new Error("Lambda has no profiles"), { code: "ENOENT" }); };',
  // Only for CRC32, which the SDK then computes itself: bodies are small, and Node's compression is slow to load.
  'node:zlib': 'export const crc32 = undefined;',
  // Writes bodies of XML: S3's operations that Genkan calls have none, and IAM's are forms.
  './XmlShapeSerializer':
    'export class XmlShapeSerializer { setSerdeContext() {}' +
    ' write() { throw new Error("Genkan sends no XML"); } flush() { return ""; } }',
  // For checksums that only a caller of the SDK chooses. The default, CRC32, is another module.
  '@aws-sdk/checksums/sha': 'export class Sha1 {}',
};

/** How the SDK imports what reads a setting from profiles as well as from the environment. */
const CONFIG_LOADER = './node-config-provider/configLoader';

/**
 * Files with a middleware that changes nothing in Genkan's calls: debug logs, detection of Lambda loops through S3,
 * customer-provided keys, directory buckets, bodies of megabytes, expiry dates.
 */
const IDLE: readonly string[] = [
  'middleware-logger/loggerMiddleware',
  'getRecursionDetectionPlugin',
  'middleware-ssec',
  'middleware-expect-continue',
  'check-content-length-header',
  's3-expires-middleware',
  's3ExpressMiddleware',
  's3ExpressHttpSigningMiddleware',
];

const OF_SDK = /[\\/]@(aws-sdk|smithy)[\\/]/;
const CLIENTS = ['client-s3', 'client-iam'] as const;
const MULTI_REGION = 'signature-v4-multi-region';

/**
 * Removes from the SDK what a Lambda function never runs: other sources of credentials and settings, event streams, S3's
 * hundred unused operations, idle middlewares, and package descriptions except the version. Retries and checksums stay.
 * `backend/README.md` lists the gain of each part.
 *
 * Every rule must match: after an update of the SDK, a build in which a rule matched nothing fails with the name of the rule.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    const unmet = new Set([...Object.keys(STUBS), CONFIG_LOADER, ...IDLE, ...CLIENTS, MULTI_REGION]);

    build.onResolve({ filter: anyOf(Object.keys(STUBS), '^', '$') }, ({ path, importer }) => {
      if (!OF_SDK.test(importer)) return undefined;
      unmet.delete(path);
      return { path, namespace: 'lean-sdk', sideEffects: false };
    });
    build.onLoad({ filter: /./, namespace: 'lean-sdk' }, ({ path }) => ({
      contents: STUBS[path] ?? '',
      loader: 'js',
    }));
    build.onResolve({ filter: anyOf([CONFIG_LOADER], '^', '$') }, ({ path, importer }) => {
      if (!OF_SDK.test(importer)) return undefined;
      unmet.delete(path);
      return { path: `${import.meta.dirname}/load-config.ts`, sideEffects: false };
    });
    build.onLoad({ filter: anyOf(IDLE, '[\\\\/]', '\\.js$') }, async ({ path }) => {
      const name = IDLE.find((one) => path.replaceAll('\\', '/').endsWith(`/${one}.js`));
      if (name !== undefined) unmet.delete(name);
      const contents = replaceAll(
        await readFile(path, 'utf8'),
        /^export const (get\w+Plugin) = [\s\S]*?^\}\);$/gm,
        'export const $1 = () => ({ applyToStack() {} });',
        `the plugin of ${name}`,
      );
      return { contents, loader: 'js' };
    });
    // The signer for several Regions at once is for multi-Region access points.
    build.onLoad({ filter: /signature-v4-multi-region[\\/]dist-es[\\/]index\.js$/ }, () => {
      unmet.delete(MULTI_REGION);
      const contents =
        "import { SignatureV4 } from '@smithy/signature-v4';" +
        'export { SignatureV4 as SignatureV4MultiRegion, SignatureV4 as SignatureV4SignWithCredentials };';
      return { contents, loader: 'js' };
    });
    build.onLoad(
      { filter: /client-(s3|iam)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ },
      async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const isS3 = path.includes('client-s3');
        unmet.delete(isS3 ? 'client-s3' : 'client-iam');
        return { contents: shakeSchemas(isS3 ? trimSchemas(text) : text), loader: 'js' };
      },
    );
    build.onLoad({ filter: /[\\/]@(aws-sdk|smithy)[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = v.parse(packageSchema, JSON.parse(await readFile(path, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    build.onEnd(() => ({
      errors: [...unmet].map((name) => ({
        text: `lean-sdk: the SDK no longer has ${name}. Adapt backend/lean-sdk to its new source.`,
      })),
    }));
  },
};

/**
 * Allows esbuild to remove the operations that are not imported. An operation's schema has computed keys, so esbuild keeps it
 * unless a comment marks it as free of side effects. An error without a schema is an error of the service with AWS's code as
 * its name, and `aws/errors.ts` reads only names.
 * @throws {Error} when the source does not match the expected one
 */
export function shakeSchemas(source: string): string {
  const pure = replaceAll(
    source,
    /^export var (\w+\$) = (\[[\s\S]*?\]);$/gm,
    'export var $1 = /* @__PURE__ */ (() => $2)();',
    'the schemas',
  );
  return replaceAll(pure, /^n0_registry\.registerError\(.+\);$/gm, '', 'the schemas of errors');
}

/** Matches one of some names between two patterns. */
function anyOf(names: readonly string[], before: string, after: string): RegExp {
  const escaped = names.map((name) => name.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]'));
  return new RegExp(`${before}(${escaped.join('|')})${after}`);
}
