import { fileURLToPath } from 'node:url';

/** Where Node keeps compiled code between the programs and threads that tests start. */
export const COMPILE_CACHE =
  process.env['NODE_COMPILE_CACHE'] ??
  fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url));

/**
 * The environment of a program that a test starts: none of this machine's AWS settings, and Node's compile cache, because one
 * test file starts the same bundle up to a hundred times.
 */
export function childEnvironment(
  settings: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...settings,
  };
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
