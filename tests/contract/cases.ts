import type { ContractCase } from './contract-case.ts';
import { IAM_DOCUMENT_CASES } from './iam-documents.ts';
import { IAM_POLICY_CASES } from './iam-policies.ts';
import { IAM_VERSION_CASES } from './iam-versions.ts';
import { S3_CONDITION_CASES } from './s3-conditions.ts';
import { S3_LISTING_CASES } from './s3-listing.ts';
import { S3_OBJECT_CASES } from './s3-objects.ts';

/** The whole contract. */
export const CONTRACT: Readonly<Record<string, readonly ContractCase[]>> = {
  'S3 objects': S3_OBJECT_CASES,
  'S3 conditions': S3_CONDITION_CASES,
  'S3 lists': S3_LISTING_CASES,
  'IAM policies': IAM_POLICY_CASES,
  'IAM versions': IAM_VERSION_CASES,
  'IAM documents': IAM_DOCUMENT_CASES,
};
