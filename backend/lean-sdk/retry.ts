/**
 * In place of `@smithy/core/retry`. Calls are made again by `src/aws/attempts.ts`, which knows the calls that must not be
 * (`maxAttempts` is 1), so the SDK's own strategies would only cost time. The other middlewares are sorted around the
 * name of the one that repeats.
 */
export const DEFAULT_RETRY_MODE = 'standard';

export const RETRY_MODES = { STANDARD: 'standard', ADAPTIVE: 'adaptive' } as const;

export const NODE_MAX_ATTEMPT_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  default: 1,
};

export const NODE_RETRY_MODE_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  default: DEFAULT_RETRY_MODE,
};

export const resolveRetryConfig = <Config>(config: Config): Config => config;

interface MiddlewareStack {
  add(middleware: <Next>(next: Next) => Next, options: Readonly<Record<string, unknown>>): void;
}

export const getRetryPlugin = () => ({
  applyToStack(stack: MiddlewareStack) {
    stack.add((next) => next, {
      name: 'retryMiddleware',
      step: 'finalizeRequest',
      priority: 'high',
      override: true,
    });
  },
});
