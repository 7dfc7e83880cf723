interface Sources<Value> {
  readonly environmentVariableSelector: (
    environment: NodeJS.ProcessEnv,
    options?: { readonly signingName?: string },
  ) => Value | undefined;
  readonly default: Value | (() => Value | Promise<Value>);
}

/**
 * In place of the SDK's `loadConfig`, which looks for every setting in profiles as well: Lambda has none, and to learn
 * that costs every cold start.
 */
export const loadConfig = <Value>(
  { environmentVariableSelector, default: fallback }: Sources<Value>,
  options: { readonly signingName?: string } = {},
): (() => Promise<Value>) => {
  let loaded: Promise<Value> | undefined;
  const load = async () =>
    environmentVariableSelector(process.env, options) ??
    (fallback instanceof Function ? await fallback() : fallback);
  return () => {
    loaded ??= load();
    return loaded;
  };
};
