import type { ContractTarget } from './contract-case.ts';

/** A behaviour in which a target differs from AWS. */
export interface KnownDifference {
  /** The case's name. */
  readonly case: string;
  /** What the target does instead, and why AWS is expected to differ. */
  readonly reason: string;
  /** What the case's failure must contain, so that it hides no other fault. */
  readonly symptom: RegExp;
}

const tookWhat = (refusal: string) => new RegExp(`^expected 'accepted' to be '${refusal}'`);

const MALFORMED = tookWhat('MalformedPolicyDocumentException 400');

/** As seen with moto 5.2.1. */
const MOTO: readonly KnownDifference[] = [
  {
    case: 'a body that does not match its checksum is refused and not stored',
    reason: 'moto stores it; S3 documents BadDigest for Content-MD5 and x-amz-checksum-*',
    symptom: tookWhat('BadDigest 400'),
  },
  {
    case: 'a key has at most 1024 bytes of UTF-8',
    reason: 'moto has no limit; S3 documents 1,024 bytes of UTF-8',
    symptom: tookWhat('KeyTooLongError 400'),
  },
  {
    case: 'If-None-Match knows only *',
    reason: 'moto ignores other values; S3 documents that it expects the asterisk',
    symptom: tookWhat('NotImplemented 501'),
  },
  {
    case: 'deleting or listing the bearers of a policy that is not there is refused with 404',
    reason: 'moto lists nobody; IAM documents NoSuchEntity for ListEntitiesForPolicy',
    symptom: tookWhat('NoSuchEntityException 404'),
  },
  {
    case: 'a policy with several versions cannot be deleted, one with its default alone can',
    reason: 'moto deletes it with its versions; IAM documents that the other versions must go first',
    symptom: tookWhat('DeleteConflictException 409'),
  },
  {
    case: 'an id that is not one is refused with 400',
    reason: 'moto looks the id up; IAM documents the pattern v[1-9][0-9]* for it',
    symptom: /^expected 'NoSuchEntityException 404' to be 'ValidationError 400'/,
  },
  {
    case: 'a list comes in pages when asked for',
    reason: 'moto ignores MaxItems and leaves IsTruncated out; IAM documents both',
    symptom: /^expected undefined to be false/,
  },
  {
    case: 'a document comes back URL-encoded by RFC 3986, and then byte for byte',
    reason: 'moto gives it as it is; IAM documents RFC 3986 encoding',
    symptom: /^expected '\{.*' to match \/\^\[A-Za-z0-9\._~%-\]\+\$\//s,
  },
  {
    case: 'lists and creates give no document',
    reason: 'moto gives it everywhere; IAM documents that only GetPolicyVersion does',
    symptom: /^expected '\{.*' to be undefined/s,
  },
  {
    case: '6,144 characters fit, white space not counted; one more does not',
    reason: 'moto has no quota; IAM documents it',
    symptom: tookWhat('LimitExceededException 409'),
  },
  {
    case: 'the parameter itself has at most 131,072 characters, white space included',
    reason: 'moto has no limit; IAM documents it',
    symptom: tookWhat('ValidationError 400'),
  },
  {
    case: 'a character beyond U+00FF is refused with 400',
    reason: "moto does not look; IAM documents the parameter's pattern",
    symptom: /^expected 'accepted' to match /,
  },
  {
    case: 'a document is malformed: a principal',
    reason: 'moto takes it; the IAM policy grammar has principals in resource-based policies only',
    symptom: MALFORMED,
  },
  {
    case: 'a document is malformed: a Sid with other than letters and digits',
    reason: 'moto takes it; the IAM policy reference allows A-Z, a-z and 0-9',
    symptom: MALFORMED,
  },
  {
    case: 'a document is malformed: a condition value that is an object',
    reason: 'moto does not look into values; the grammar knows strings, numbers and booleans',
    symptom: MALFORMED,
  },
  {
    case: 'a document is malformed: an address that is none',
    reason:
      'moto does not look into values; what IAM does is not documented, and the sandbox is the stricter',
    symptom: MALFORMED,
  },
  {
    case: 'a document is malformed: a prefix too long',
    reason:
      'moto does not look into values; what IAM does is not documented, and the sandbox is the stricter',
    symptom: MALFORMED,
  },
];

/**
 * Every case a target is known to fail, asserted as failing: when a target learns AWS's way, the suite says so. Ours has
 * none, by definition.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<ContractTarget['name'], readonly KnownDifference[]>> = {
  sandbox: [],
  moto: MOTO,
  aws: [],
};
