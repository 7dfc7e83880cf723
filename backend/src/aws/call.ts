import { StandardRetryStrategy } from '@smithy/core/retry';
import type { AwsService } from '../runtime/ports.ts';
import { SDK_ATTEMPT_MS, SDK_ATTEMPTS, SDK_CALL_MS, SDK_CONNECT_MS } from '../runtime/timing.ts';
import { retryTypeOf, toPortError } from './errors.ts';

type Refresh = StandardRetryStrategy['refreshRetryTokenForRetry'];

/**
 * The SDK's standard mode with its pauses and its retry quota. {@link retryTypeOf} also retries the errors that AWS
 * documents as transient and that standard mode does not retry.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
class RetryStrategy extends StandardRetryStrategy {
  override refreshRetryTokenForRetry(...[token, { error }]: Parameters<Refresh>): ReturnType<Refresh> {
    // Without the hint of a `Retry-After` header, which may ask for five more seconds than a request has.
    return super.refreshRetryTokenForRetry(token, { errorType: retryTypeOf(error), ...(error && { error }) });
  }
}

/** Retries and time limits of a client. A call that hangs fails and is repeated; by default the SDK only warns. */
export function callOptions() {
  return {
    maxAttempts: SDK_ATTEMPTS,
    retryStrategy: new RetryStrategy(SDK_ATTEMPTS),
    requestHandler: {
      connectionTimeout: SDK_CONNECT_MS,
      // Until the response begins …
      requestTimeout: SDK_ATTEMPT_MS,
      throwOnRequestTimeout: true,
      // … and between two parts of it.
      socketTimeout: SDK_ATTEMPT_MS,
    },
  };
}

/**
 * Calls AWS, with the SDK's retries, for {@link SDK_CALL_MS} at most.
 * @throws the port's errors
 */
export async function callAws<T>(
  service: AwsService,
  call: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  limitMs = SDK_CALL_MS,
): Promise<T> {
  // `AbortSignal.timeout` would keep its timer, and with it what the call holds, until the time is over.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), limitMs);
  try {
    return await call({ abortSignal: controller.signal });
  } catch (error) {
    throw toPortError(service, error);
  } finally {
    clearTimeout(timer);
  }
}
