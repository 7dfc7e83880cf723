/** What a page states about itself. Hints, never proof: the backend decides. */
import * as v from 'valibot';

const accountIdSchema = v.pipe(v.string(), v.regex(/^\d{12}$/));

export const pageSchema = v.object({
  /** The account of the page, when the page names one. */
  accountId: v.optional(accountIdSchema),
  /** The account alias in the address of a sign-in page. */
  alias: v.optional(v.string()),
  /** The principal of the console session. */
  sessionArn: v.optional(v.string()),
  /** The page's language, as a BCP 47 tag. */
  language: v.optional(v.string()),
});
export type Page = v.InferOutput<typeof pageSchema>;

/** What the content script sends: as it stands in the page, so that the content script need not understand it. */
export const rawPageSchema = v.object({
  host: v.optional(v.pipe(v.string(), v.maxLength(253))),
  /** The console's session data: `<meta name="awsc-session-data">`. */
  session: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
  /** The sign-in page's field for the account. */
  account: v.optional(v.pipe(v.string(), v.maxLength(100))),
  language: v.optional(v.pipe(v.string(), v.maxLength(35))),
});
export type RawPage = v.InferOutput<typeof rawPageSchema>;

const sessionSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    accountId: v.optional(accountIdSchema),
    sessionARN: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  }),
);

/** `123456789012-abcdefgh.us-east-1.console.…` (several sessions) and `123456789012.signin.…` */
const ACCOUNT_HOST = /^(\d{12})(?:-[a-z\d]+)?\./;
/** `my-company.signin.…`; `us-east-1.signin.…` is a Region, not an alias. */
const ALIAS_HOST = /^(?![a-z]{2}(?:-[a-z]+)+-\d+\.|\d{12}\.)([a-z\d][a-z\d-]{0,62})\.signin(?:-fips)?\./;

/** The account, alias, session and language of a page. */
export function readPage({ host = '', session, account, language }: RawPage): Page {
  const parsed = v.safeParse(sessionSchema, session);
  const data = parsed.success ? parsed.output : {};
  const accountId =
    data.accountId ?? ACCOUNT_HOST.exec(host)?.[1] ?? (v.is(accountIdSchema, account) ? account : undefined);
  const alias = ALIAS_HOST.exec(host)?.[1];
  return {
    ...(accountId ? { accountId } : {}),
    ...(alias ? { alias } : {}),
    ...(data.sessionARN ? { sessionArn: data.sessionARN } : {}),
    ...(language ? { language } : {}),
  };
}
