import * as v from 'valibot';

/** A request of the sandbox to the function's process. */
export const requestSchema = v.variant('kind', [
  v.object({
    kind: v.literal('invoke'),
    id: v.number(),
    handler: v.picklist(['http', 'scheduled']),
    event: v.unknown(),
  }),
  /** The function's clock runs this many milliseconds ahead of the machine's. */
  v.object({ kind: v.literal('clock'), id: v.number(), aheadMs: v.number() }),
]);
export type FunctionRequest = v.InferOutput<typeof requestSchema>;

/** A message of the function's process to the sandbox. */
export const replySchema = v.variant('outcome', [
  v.object({ outcome: v.literal('returned'), id: v.number(), result: v.unknown() }),
  v.object({ outcome: v.literal('failed'), id: v.number(), message: v.string() }),
  /** The code is loaded (id 0): the function takes events. */
  v.object({ outcome: v.literal('ready'), id: v.literal(0) }),
]);
export type FunctionReply = v.InferOutput<typeof replySchema>;
