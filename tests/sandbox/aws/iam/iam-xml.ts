import type { XmlElements } from '../xml.ts';
import type { ManagedPolicy, PolicyEntity, PolicyVersion } from './policy-state.ts';

/** IAM gives times in whole seconds. */
export function iamTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** RFC 3986: everything but unreserved characters is percent-encoded, as UTF-8. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A version as lists and creates show it: without the document. */
export function versionXml(version: PolicyVersion): XmlElements {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: version.isDefaultVersion,
    CreateDate: iamTime(version.createDate),
  };
}

/** A policy as CreatePolicy shows it; GetPolicy adds the description. */
export function policyXml(policy: ManagedPolicy): XmlElements {
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.versions.find((version) => version.isDefaultVersion)?.versionId,
    AttachmentCount: policy.entities.length,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: iamTime(policy.createDate),
    UpdateDate: iamTime(policy.updateDate),
  };
}

/** The lists of ListEntitiesForPolicy. */
export function entitiesXml(entities: readonly PolicyEntity[]): XmlElements {
  const members = (type: PolicyEntity['type'], label: string) => ({
    member: entities
      .filter((entity) => entity.type === type)
      .map(({ name, id }) => ({ [`${label}Name`]: name, [`${label}Id`]: id })),
  });
  return {
    PolicyGroups: members('group', 'Group'),
    PolicyUsers: members('user', 'User'),
    PolicyRoles: members('role', 'Role'),
  };
}
