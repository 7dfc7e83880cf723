import { noSuchEntity } from './iam-errors.ts';
import { type Page, type PageRequest, paginate } from './pagination.ts';
import type { ManagedPolicy, PolicyEntity, PolicyState, PolicyTag, PolicyVersion } from './policy-state.ts';

/** IAM's reads over one state, which may be an old one: IAM's reads are eventually consistent. */
export class PolicyReader {
  readonly #state: PolicyState;

  constructor(state: PolicyState) {
    this.#state = state;
  }

  /** @throws {AwsError} `NoSuchEntity` 404. */
  getPolicy(arn: string): ManagedPolicy {
    const policy = this.#state.get(arn);
    if (policy === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
    return policy;
  }

  /** @throws {AwsError} `NoSuchEntity` 404. */
  getPolicyVersion(arn: string, versionId: string): PolicyVersion {
    const version = this.getPolicy(arn).versions.find((one) => one.versionId === versionId);
    if (version === undefined) {
      throw noSuchEntity(`Policy ${arn} version ${versionId} does not exist or is not attachable.`);
    }
    return version;
  }

  /** Newest first, as IAM lists them. @throws {AwsError} `NoSuchEntity` 404. */
  listPolicyVersions(arn: string, page: PageRequest = {}): Page<PolicyVersion> {
    return paginate([...this.getPolicy(arn).versions].reverse(), page);
  }

  /** Users, groups and roles to which the policy is attached. @throws {AwsError} `NoSuchEntity` 404. */
  listEntitiesForPolicy(arn: string, page: PageRequest = {}): Page<PolicyEntity> {
    return paginate(this.getPolicy(arn).entities, page);
  }

  /** @throws {AwsError} `NoSuchEntity` 404. */
  listPolicyTags(arn: string, page: PageRequest = {}): Page<PolicyTag> {
    return paginate(this.getPolicy(arn).tags, page);
  }

  /** The document that is in force: the default version's. @throws {AwsError} `NoSuchEntity` 404. */
  defaultVersion(arn: string): PolicyVersion {
    const version = this.getPolicy(arn).versions.find((one) => one.isDefaultVersion);
    if (version === undefined) throw new Error(`Policy ${arn} has no default version`);
    return version;
  }
}
