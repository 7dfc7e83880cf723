import type { QueryParameters } from '../query-parameters.ts';
import type { XmlElements } from '../xml.ts';
import { encodeDocument, entitiesXml, policyXml, versionXml } from './iam-xml.ts';
import type { Page } from './pagination.ts';
import type { Policies } from './policies.ts';
import type { PolicyReader } from './policy-reader.ts';

/** The result element's content, or `undefined` for an operation that returns only its request id. */
type Result = XmlElements | undefined;

export interface WriteOperation {
  readonly kind: 'write';
  run(policies: Policies, parameters: QueryParameters): Result;
}

export interface ReadOperation {
  readonly kind: 'read';
  run(reader: PolicyReader, parameters: QueryParameters): Result;
}

const read = (run: ReadOperation['run']): ReadOperation => ({ kind: 'read', run });
const write = (run: WriteOperation['run']): WriteOperation => ({ kind: 'write', run });

/** IAM's operations by the name in the `Action` parameter. */
export const IAM_OPERATIONS: ReadonlyMap<string, ReadOperation | WriteOperation> = new Map<
  string,
  ReadOperation | WriteOperation
>([
  [
    'CreatePolicy',
    write((policies, parameters) => {
      const policy = policies.createPolicy({
        policyName: parameters.required('PolicyName'),
        policyDocument: parameters.required('PolicyDocument'),
        path: parameters.optional('Path'),
        description: parameters.optional('Description'),
      });
      return { Policy: policyXml(policy) };
    }),
  ],
  [
    'CreatePolicyVersion',
    write((policies, parameters) => {
      const document = parameters.required('PolicyDocument');
      const setAsDefault = parameters.flag('SetAsDefault');
      const version = policies.createPolicyVersion(parameters.arn('PolicyArn'), document, setAsDefault);
      return { PolicyVersion: versionXml(version) };
    }),
  ],
  [
    'DeletePolicyVersion',
    write((policies, parameters) => {
      policies.deletePolicyVersion(parameters.arn('PolicyArn'), parameters.versionId('VersionId'));
      return undefined;
    }),
  ],
  [
    'SetDefaultPolicyVersion',
    write((policies, parameters) => {
      policies.setDefaultPolicyVersion(parameters.arn('PolicyArn'), parameters.versionId('VersionId'));
      return undefined;
    }),
  ],
  [
    'DeletePolicy',
    write((policies, parameters) => {
      policies.deletePolicy(parameters.arn('PolicyArn'));
      return undefined;
    }),
  ],
  [
    'GetPolicy',
    read((reader, parameters) => {
      const policy = reader.getPolicy(parameters.arn('PolicyArn'));
      return { Policy: { ...policyXml(policy), Description: policy.description || undefined } };
    }),
  ],
  [
    'GetPolicyVersion',
    read((reader, parameters) => {
      const version = reader.getPolicyVersion(parameters.arn('PolicyArn'), parameters.versionId('VersionId'));
      return { PolicyVersion: { Document: encodeDocument(version.document), ...versionXml(version) } };
    }),
  ],
  [
    'ListPolicyVersions',
    read((reader, parameters) => {
      const page = reader.listPolicyVersions(parameters.arn('PolicyArn'), parameters.page());
      return { Versions: { member: page.items.map(versionXml) }, ...pageXml(page) };
    }),
  ],
  [
    'ListEntitiesForPolicy',
    read((reader, parameters) => {
      const page = reader.listEntitiesForPolicy(parameters.arn('PolicyArn'), parameters.page());
      return { ...entitiesXml(page.items), ...pageXml(page) };
    }),
  ],
  [
    'TagPolicy',
    write((policies, parameters) => {
      policies.tagPolicy(parameters.arn('PolicyArn'), parameters.tags('Tags'));
      return undefined;
    }),
  ],
  [
    'ListPolicyTags',
    read((reader, parameters) => {
      const page = reader.listPolicyTags(parameters.arn('PolicyArn'), parameters.page());
      const member = page.items.map(({ key, value }) => ({ Key: key, Value: value }));
      return { Tags: { member }, ...pageXml(page) };
    }),
  ],
]);

function pageXml(page: Page<unknown>): XmlElements {
  return { IsTruncated: page.isTruncated, Marker: page.marker };
}
