/**
 * The HTTP contract, version 1: every request, response and problem that crosses the wire between the extension and
 * the backend, as a schema with its inferred type. Both sides parse with these; neither trusts the other.
 *
 * Times are ISO 8601 in UTC with milliseconds (`2026-11-23T15:00:00.000Z`). CIDRs are canonical text (RFC 5952 for
 * IPv6) and always contain their prefix length.
 */
import * as v from 'valibot';
import { MAX_LABEL_LENGTH, MAX_SENTENCE_LENGTH, MAX_SHOWN_NAME_LENGTH } from './text/limits.ts';
import { oneLine, readableText } from './text/readable-text.ts';

/** The id of a target: it is part of S3 keys, options and addresses. */
export const TARGET_ID = /^[a-z0-9][a-z0-9-]{0,38}$/;

/** The most targets of one deployment's request. */
const MAX_TARGETS = 100;

/** An instant, ISO 8601 UTC. */
export const instantSchema = v.pipe(v.string(), v.isoTimestamp());

/** Text for a person. The extension draws it inside AWS's pages, so it is one line without invisible characters. */
const lineSchema = (longest: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => oneLine(text, longest)),
  );

// Without the address library: the popup reads this file, and every byte of it delays the popup.
const urlSchema = v.pipe(v.string(), v.url());
const ipv4Schema = v.pipe(v.string(), v.ipv4());
const isAddress = (text: string) =>
  text.includes(':')
    ? /^[\da-f.:]{2,45}$/i.test(text) && v.is(urlSchema, `http://[${text}]`)
    : v.is(ipv4Schema, text);

const addressSchema = v.pipe(v.string(), v.check(isAddress, 'is not an address'));
/** An address with its prefix length, or alone: a policy may spell its entries either way. */
const cidrSchema = v.pipe(
  v.string(),
  v.regex(/^[^/]*(?:\/\d{1,3})?$/, 'is not a CIDR'),
  v.check((text) => {
    const [address = '', prefix = '0'] = text.split('/');
    return isAddress(address) && Number(prefix) <= (address.includes(':') ? 128 : 32);
  }, 'is not a CIDR'),
);
const accountIdSchema = v.pipe(v.string(), v.regex(/^\d{12}$/, 'is not an account id'));
/**
 * An IAM managed policy: the path and the name have these characters.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const policyArnSchema = v.pipe(
  v.string(),
  v.regex(
    /^arn:aws[a-z-]*:iam::\d{12}:policy\/[\x21-\x7e]{1,640}$/,
    "is not the ARN of an account's own policy",
  ),
);
const policySchema = v.object({
  arn: policyArnSchema,
  version: v.pipe(v.string(), v.regex(/^v\d{1,9}$/, 'is not a policy version')),
});

const labelSchema = readableText(MAX_LABEL_LENGTH);

/**
 * Every problem that the API returns: HTTP status and title. The `type` on the wire is the URN
 * `PROBLEM_TYPE_PREFIX + code`, stable over versions.
 */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'The key is not known' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  address_blocked: { status: 409, title: 'The policy denies the address by itself' },
  baseline_invalid: { status: 409, title: 'The baseline is missing or broken' },
  policy_unsupported: {
    status: 409,
    title: 'The policy cannot be edited safely',
  },
  policy_full: {
    status: 409,
    title: 'The policy has no room for another address',
  },
  policy_missing: { status: 409, title: 'The policy does not exist' },
  payload_too_large: { status: 413, title: 'The request body is too large' },
  address_not_public: { status: 422, title: 'The address is not a public one' },
  proxy_in_front: { status: 422, title: 'A proxy hides the address' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong in Genkan' },
  iam_refused: { status: 502, title: 'AWS refused Genkan itself' },
  storage_refused: { status: 502, title: "Genkan's bucket cannot be used" },
  aws_unavailable: { status: 503, title: 'AWS did not respond' },
  busy: { status: 503, title: 'Another change is in progress' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_TYPE_PREFIX = 'urn:genkan:problem:';

const problemCodes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details. `detail` is a sentence with the next step. */
export const problemSchema = v.object({
  type: v.pipe(v.string(), v.startsWith(PROBLEM_TYPE_PREFIX)),
  code: v.picklist(problemCodes),
  title: lineSchema(MAX_SENTENCE_LENGTH),
  status: v.number(),
  detail: lineSchema(MAX_SENTENCE_LENGTH),
  requestId: lineSchema(MAX_SHOWN_NAME_LENGTH),
  /** `policy_full`: when the next slot frees. */
  retryAt: v.optional(instantSchema),
});
export type Problem = v.InferOutput<typeof problemSchema>;

/** One member's permission for one CIDR until a time. */
export const leaseSchema = v.object({
  /** Stable over renewals: the same member and CIDR always have the same id. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  cidr: cidrSchema,
  grantedAt: instantSchema,
  endsAt: instantSchema,
  label: v.optional(lineSchema(MAX_LABEL_LENGTH)),
});
export type Lease = v.InferOutput<typeof leaseSchema>;

/** Whether the observed address passes the live policy, and which entry allows it. */
export const accessSchema = v.variant('allowed', [
  v.object({
    allowed: v.literal(true),
    /** `baseline`: the baseline has it; `lease`: a member's lease covers it; `manual`: an administrator added it by hand. */
    by: v.picklist(['baseline', 'lease', 'manual']),
    /** The entry of the policy that matches, as the policy spells it. */
    entry: cidrSchema,
    /** When access ends; absent where no end is set (baseline, manual edit without reset). */
    until: v.optional(instantSchema),
  }),
  v.object({
    allowed: v.literal(false),
    /**
     * The statement of the policy that denies this address, or may deny it, although the allowlist holds it or could: a
     * lease does not change that. Absent where a lease is all that the address lacks.
     */
    blockedBy: v.optional(
      v.object({
        /** Position in the document, counted from 1. */
        statement: v.number(),
        sid: v.optional(lineSchema(MAX_SHOWN_NAME_LENGTH)),
      }),
    ),
  }),
]);
export type Access = v.InferOutput<typeof accessSchema>;

/** The name by which an administrator and the API know a target. */
const targetIdSchema = v.pipe(v.string(), v.regex(TARGET_ID, 'is not a target id'));

/** One of several IP policies that a deployment manages. */
const targetEntries = {
  id: targetIdSchema,
  name: lineSchema(MAX_SHOWN_NAME_LENGTH),
  accountId: accountIdSchema,
};

/** What is known about one target: the member's access there, or why it is not known. */
export const targetStatusSchema = v.variant('status', [
  v.object({
    ...targetEntries,
    status: v.literal('known'),
    access: accessSchema,
    lease: v.optional(leaseSchema),
    policy: policySchema,
  }),
  v.object({ ...targetEntries, status: v.literal('unknown'), problem: problemSchema }),
]);
export type TargetStatus = v.InferOutput<typeof targetStatusSchema>;

/** `GET /v1/me` */
export const meResponseSchema = v.object({
  member: v.object({ id: lineSchema(MAX_SHOWN_NAME_LENGTH), name: lineSchema(MAX_SHOWN_NAME_LENGTH) }),
  /** The address this request was seen to come from. */
  address: addressSchema,
  /** What a grant would add: the IPv4 address as /32, or the IPv6 network (a /64 unless configured to /128). */
  cidr: cidrSchema,
  access: accessSchema,
  /** This member's own active lease for `cidr`, if there is one. */
  lease: v.optional(leaseSchema),
  policy: policySchema,
  accountId: accountIdSchema,
  nextReset: instantSchema,
  timeZone: lineSchema(MAX_SHOWN_NAME_LENGTH),
  /** The endpoint at which each address family is observed; absent where the deployment has none. */
  endpoints: v.object({
    ipv4: v.optional(v.pipe(v.string(), v.url())),
    dualStack: v.optional(v.pipe(v.string(), v.url())),
  }),
  limits: v.object({ maxMinutes: v.number(), maxLeases: v.number() }),
  now: instantSchema,
  /**
   * Where the member belongs to several targets: each of them, in the deployment's order. `access`, `lease`, `policy` and
   * `accountId` above are then those of the first one that is known.
   */
  targets: v.optional(v.array(targetStatusSchema)),
});
export type MeResponse = v.InferOutput<typeof meResponseSchema>;

/** `POST /v1/leases`, request body. An empty body means `{}`. */
export const createLeaseRequestSchema = v.pipe(
  // A list is an object to JavaScript, and an empty one has no key that a strict object could refuse.
  v.custom<Record<string, unknown>>((value) => !Array.isArray(value), 'Expected an object'),
  v.strictObject({
    /** How long, in minutes; the server's maximum applies. Default: until the next reset. */
    minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(525_600))),
    label: v.optional(labelSchema),
    /** Only these of the member's targets, for example to try one again. Default: all of them. */
    targets: v.optional(v.pipe(v.array(targetIdSchema), v.minLength(1), v.maxLength(MAX_TARGETS))),
  }),
);
export type CreateLeaseRequest = v.InferOutput<typeof createLeaseRequestSchema>;

const grantEntries = {
  outcome: v.picklist(['granted', 'renewed']),
  lease: leaseSchema,
  /** The default policy version that contains the lease's CIDR. */
  policy: policySchema,
};
const coverEntries = {
  /** The baseline covers the address: nothing was changed and there is no lease to end. */
  outcome: v.literal('covered'),
  entry: cidrSchema,
  policy: policySchema,
};

/** What a grant did in one target. */
export const targetGrantSchema = v.variant('outcome', [
  v.object({ ...targetEntries, ...grantEntries }),
  v.object({ ...targetEntries, ...coverEntries }),
  /** A passing problem (`busy`, `aws_unavailable`) leaves a lease there that the next reconcile applies. */
  v.object({ ...targetEntries, outcome: v.literal('failed'), problem: problemSchema }),
]);
export type TargetGrant = v.InferOutput<typeof targetGrantSchema>;

/** Each target's part of a grant, where there are several. */
const targetGrants = { targets: v.optional(v.array(targetGrantSchema)) };

/**
 * `POST /v1/leases`, response: 201 when new, 200 when renewed or when the baseline covers the address already. With several
 * targets it is a response as soon as one of them has the address, and the outcome is that of the first such target.
 */
export const createLeaseResponseSchema = v.variant('outcome', [
  v.object({ ...grantEntries, ...targetGrants }),
  v.object({ ...coverEntries, ...targetGrants }),
]);
export type CreateLeaseResponse = v.InferOutput<typeof createLeaseResponseSchema>;

/** `GET /v1/leases` */
export const listLeasesResponseSchema = v.object({
  leases: v.array(leaseSchema),
});
export type ListLeasesResponse = v.InferOutput<typeof listLeasesResponseSchema>;

/** What the end of a lease did in one target. */
export const targetEndSchema = v.variant('outcome', [
  v.object({ ...targetEntries, outcome: v.literal('ended') }),
  v.object({ ...targetEntries, outcome: v.literal('failed'), problem: problemSchema }),
]);
export type TargetEnd = v.InferOutput<typeof targetEndSchema>;

/** `DELETE /v1/leases/{id}`: 204 without a body when the lease has ended everywhere; 200 with this when a target failed. */
export const endLeaseResponseSchema = v.object({ targets: v.array(targetEndSchema) });
export type EndLeaseResponse = v.InferOutput<typeof endLeaseResponseSchema>;

/** `GET /healthz` */
export const healthResponseSchema = v.object({
  status: v.literal('ok'),
  version: lineSchema(MAX_SHOWN_NAME_LENGTH),
});
export type HealthResponse = v.InferOutput<typeof healthResponseSchema>;
