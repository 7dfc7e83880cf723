/**
 * A customer managed policy: partition, account, path and name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export const POLICY_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):policy\/[\w+=,.@/-]+$/;

/** A role: partition, account, path and name. */
export const ROLE_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/[\w+=,.@/-]+$/;

/** The partition of an IAM ARN, for example `aws` or `aws-cn`; `undefined` for other text. */
export function partitionNameOf(arn: string): string | undefined {
  return /^arn:(aws[a-z-]*):iam::/.exec(arn)?.[1];
}

/** The account of an IAM ARN, twelve digits; `undefined` for other text. */
export function accountOf(arn: string): string | undefined {
  return /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(arn)?.[1];
}
