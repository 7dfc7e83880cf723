/** The messages between the console's pages and its server. */
import * as v from 'valibot';

export const callSchema = v.object({
  action: v.string(),
  resource: v.string(),
  style: v.picklist(['api', 'flashbar', 's3-buckets', 's3-objects', 'ec2', 'signin']),
});
export type Call = v.InferOutput<typeof callSchema>;

export const rowSchema = v.record(v.string(), v.string());
export type Row = v.InferOutput<typeof rowSchema>;

export const answerSchema = v.variant('status', [
  v.object({ status: v.literal('served'), rows: v.array(rowSchema) }),
  v.object({
    status: v.literal('refused'),
    denial: v.object({ style: callSchema.entries.style, header: v.optional(v.string()), text: v.string() }),
  }),
]);
export type Answer = v.InferOutput<typeof answerSchema>;
