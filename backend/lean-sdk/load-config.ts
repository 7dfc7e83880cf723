interface Sources<Value> {
  readonly environmentVariableSelector: (
    environment: NodeJS.ProcessEnv,
    options?: { readonly signingName?: string },
  ) => Value | undefined;
  readonly default: Value | (() => Value | Promise<Value>);
}

/**
 * Replaces the SDK's `loadConfig`, which also searches profiles for every setting. Lambda has no profiles, and the search
 * costs time at every cold start.
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
