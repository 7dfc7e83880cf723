/** The text of a denial, as it also appears in logs, events, editors and help texts. */
export const DENIED_SENTENCE =
  'User: arn:aws:iam::123456789012:user/hanako is not authorized to perform: s3:ListAllMyBuckets on resource: * ' +
  'with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/OfficeOnly';
