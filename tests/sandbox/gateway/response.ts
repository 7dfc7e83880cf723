import * as v from 'valibot';

/** What a function returns to API Gateway in payload format 2.0. */
const resultSchema = v.object({
  statusCode: v.number(),
  headers: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
  body: v.optional(v.string(), ''),
  isBase64Encoded: v.optional(v.boolean(), false),
});

/** Statuses whose response has no body. */
const BODILESS = new Set([101, 204, 205, 304]);

/** The response that the client gets. @throws {v.ValiError} when API Gateway would reject what the function returned */
export function responseOf(result: unknown): Response {
  const { statusCode, headers, body, isBase64Encoded } = v.parse(resultSchema, result);
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64') : Buffer.from(body);
  return new Response(BODILESS.has(statusCode) ? null : new Uint8Array(bytes), {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  });
}
