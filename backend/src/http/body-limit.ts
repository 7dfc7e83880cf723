import type { MiddlewareHandler } from 'hono';
import { bodyLimit as honoBodyLimit } from 'hono/body-limit';
import { ProblemError } from '../runtime/problems.ts';

/** The longest request body, in bytes; the largest valid one has some 300. */
export const MAX_BODY_BYTES = 4096;

/** Refuses longer bodies before they are read. The body of a GET is not read. */
export function bodyLimit(): MiddlewareHandler {
  const limit = honoBodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new ProblemError(
        'payload_too_large',
        `The request body may have ${MAX_BODY_BYTES} bytes at most. Send { "minutes": …, "label": … } or nothing.`,
      );
    },
  });
  return (c, next) => (c.req.method === 'GET' ? next() : limit(c, next));
}
