import { parseEnv } from 'node:util';

type Variables = Record<string, string | undefined>;

/**
 * Takes the settings of a file into the environment. The file has precedence, because the command names it. An
 * environment that contradicts it belongs to another deployment: then none of its `GENKAN_` variables counts, or the policy
 * of one deployment could meet the bucket, or the statements, of another.
 * @returns the exported variables that no longer count
 */
export function applySettings(env: Variables, text: string): readonly string[] {
  const settings: Variables = parseEnv(text);
  const contradicted = Object.keys(settings).filter(
    (name) => ![undefined, settings[name]].includes(env[name]),
  );
  const foreign = contradicted.some(isOurs)
    ? Object.keys(env).filter((name) => isOurs(name) && !(name in settings))
    : [];
  for (const name of foreign) delete env[name];
  Object.assign(env, settings);
  return [...contradicted, ...foreign].sort();
}

function isOurs(name: string): boolean {
  return name.startsWith('GENKAN_');
}
