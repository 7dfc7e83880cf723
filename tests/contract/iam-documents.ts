import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import { OFFICE_ONLY_DOCUMENT } from '../sandbox/aws/seed.ts';
import type { ContractCase } from './contract-case.ts';
import { ACCEPTED_DOCUMENTS, MALFORMED_DOCUMENTS } from './iam-document-tables.ts';
import { refusalOf } from './refusal.ts';

/** Documents: what IAM takes, and how it gives it back. */
export const IAM_DOCUMENT_CASES: readonly ContractCase[] = [
  {
    name: 'a document comes back URL-encoded by RFC 3986, and then byte for byte',
    async run({ iam, makePolicy }) {
      const document = `${OFFICE_ONLY_DOCUMENT.replace('"Sid": ""', '"Sid": "A1"')}\r\n\t `.replace(
        '"Resource": "*"',
        '"Resource": "arn:aws:s3:::é !\'()*~-._%+&"',
      );
      const PolicyArn = await makePolicy(document);
      const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
      expect(PolicyVersion?.Document).toMatch(/^[A-Za-z0-9._~%-]+$/);
      expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(document);
      expect([PolicyVersion?.VersionId, PolicyVersion?.IsDefaultVersion]).toEqual(['v1', true]);
    },
  },
  {
    name: 'lists and creates give no document',
    async run({ iam, makePolicy }) {
      const PolicyArn = await makePolicy();
      const version = await iam.send(
        new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: OFFICE_ONLY_DOCUMENT }),
      );
      expect(version.PolicyVersion?.CreateDate).toBeInstanceOf(Date);
      expect(version.PolicyVersion?.Document).toBeUndefined();
      const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
      expect(Versions?.map(({ Document }) => Document)).toEqual([undefined, undefined]);
    },
  },
  {
    name: '6,144 characters fit, white space not counted; one more does not',
    async run({ iam, makePolicy }) {
      const PolicyArn = await makePolicy();
      const full = documentOfSize(6144);
      const create = (PolicyDocument: string) =>
        iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
      expect(await refusalOf(create(JSON.stringify(full, null, 10)))).toBe('accepted');
      expect(await refusalOf(create(JSON.stringify(documentOfSize(6145))))).toBe(
        'LimitExceededException 409',
      );
    },
  },
  {
    name: 'the parameter itself has at most 131,072 characters, white space included',
    async run({ iam, makePolicy }) {
      const PolicyArn = await makePolicy();
      const padded = (size: number) => OFFICE_ONLY_DOCUMENT.padEnd(size, ' ');
      const create = (PolicyDocument: string) =>
        iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
      expect(await refusalOf(create(padded(131_072)))).toBe('accepted');
      expect(await refusalOf(create(padded(131_073)))).toBe('ValidationError 400');
    },
  },
  {
    name: 'a character beyond U+00FF is refused with 400',
    async run({ iam, makePolicyName }) {
      const document = OFFICE_ONLY_DOCUMENT.replace('"Resource": "*"', '"Resource": "arn:aws:s3:::玄関"');
      // The status is documented, by the parameter's pattern; the code is not.
      expect(await refusalOf(createPolicy(iam, makePolicyName(), document))).toMatch(
        /^(ValidationError|MalformedPolicyDocumentException) 400$/,
      );
    },
  },
  ...MALFORMED_DOCUMENTS.map(([what, document]) => ({
    name: `a document is malformed: ${what}`,
    async run({ iam, makePolicyName }: Parameters<ContractCase['run']>[0]) {
      const refusal = await refusalOf(createPolicy(iam, makePolicyName(), document));
      expect(refusal).toBe('MalformedPolicyDocumentException 400');
    },
  })),
  ...ACCEPTED_DOCUMENTS.map(([what, document]) => ({
    name: `a document is accepted: ${what}`,
    async run({ iam, makePolicyName }: Parameters<ContractCase['run']>[0]) {
      expect(await refusalOf(createPolicy(iam, makePolicyName(), document))).toBe('accepted');
    },
  })),
];

function createPolicy(iam: IAMClient, name: string, document: string) {
  return iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument: document }));
}

/** A valid policy of exactly so many characters, white space not counted. */
function documentOfSize(size: number): object {
  const withPadding = (padding: number) => ({
    Version: '2012-10-17',
    Statement: [{ Sid: 'a'.repeat(padding), Effect: 'Deny', Action: '*', Resource: '*' }],
  });
  return withPadding(size - JSON.stringify(withPadding(0)).length);
}
