import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import * as v from 'valibot';

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
  // For checksums that S3 is rarely asked for: loaded when the first one is.
  'node:zlib': 'export const crc32 = (...parameters) => require("node:zlib").crc32(...parameters);',
};

/**
 * Takes out of the SDK what a Lambda function never runs: other sources of credentials, event streams, S3's hundred
 * unused operations, and its package descriptions but for the version.
 */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup(build) {
    const names = new RegExp(`^(${Object.keys(stubs).join('|')})$`);
    build.onResolve({ filter: names }, ({ path, importer }) =>
      /[\\/]@(aws-sdk|smithy)[\\/]/.test(importer)
        ? { path, namespace: 'lean-sdk', sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'lean-sdk' }, ({ path }) => ({
      contents: stubs[path] ?? '',
      loader: 'js',
    }));
    // An operation's description has computed keys, so esbuild must keep it unless it is told that nothing happens there.
    build.onLoad({ filter: /client-s3[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: text.replace(
          /^export var (\w+\$) = (\[[\s\S]*?\]);$/gm,
          'export var $1 = /* @__PURE__ */ (() => $2)();',
        ),
        loader: 'js',
      };
    });
    build.onLoad({ filter: /[\\/]@(aws-sdk|smithy)[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = v.parse(packageSchema, JSON.parse(await readFile(path, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
