import { AwsError } from '../aws-error.ts';
import type { Environment } from '../environment.ts';
import { makeEntityId, makePolicyId } from './entity-id.ts';
import { deleteConflict, limitExceeded, validationError } from './iam-errors.ts';
import { checkPolicyDocument } from './policy-document.ts';
import { PolicyHistory } from './policy-history.ts';
import { PolicyReader } from './policy-reader.ts';
import type { ManagedPolicy, PolicyEntity, PolicyTag, PolicyVersion } from './policy-state.ts';

export const MAX_VERSIONS = 5;
const MAX_TAGS = 50;

export interface CreatePolicyInput {
  readonly policyName: string;
  readonly policyDocument: string;
  /** Starts and ends with a slash; `/` by default. */
  readonly path?: string | undefined;
  readonly description?: string | undefined;
}

/**
 * The customer managed policies of one account, in memory: IAM's limits, codes and version ids. Writes always act on the
 * newest state; `at` reads what an eventually consistent reader may still see. Every call is synchronous. Refusals are
 * thrown as {@link AwsError}.
 */
export class Policies {
  readonly accountId: string;
  readonly #environment: Environment;
  readonly #history: PolicyHistory;

  constructor(accountId: string, environment: Environment) {
    this.accountId = accountId;
    this.#environment = environment;
    this.#history = new PolicyHistory(environment.now);
  }

  /** The newest state. */
  get current(): PolicyReader {
    return new PolicyReader(this.#history.newest);
  }

  /** The state as it was at a time (milliseconds since the epoch); some ten minutes are kept. */
  at(time: number): PolicyReader {
    return new PolicyReader(this.#history.at(time));
  }

  /** @throws {AwsError} `EntityAlreadyExists` 409 and the refusals of {@link checkPolicyDocument}. */
  createPolicy({
    policyName,
    policyDocument,
    path = '/',
    description = '',
  }: CreatePolicyInput): ManagedPolicy {
    if (!/^[\w+=,.@-]{1,128}$/.test(policyName)) {
      throw validationError(
        'The specified value for policyName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
      );
    }
    if (!/^\/([\x21-\x7e]+\/)?$/.test(path))
      throw validationError('The specified value for path is invalid.');
    checkPolicyDocument(policyDocument);
    const arn = `arn:aws:iam::${this.accountId}:policy${path}${policyName}`;
    // Names are unique in an account whatever their case and path.
    for (const other of this.#history.newest.values()) {
      if (other.policyName.toLowerCase() === policyName.toLowerCase()) {
        throw new AwsError(
          'EntityAlreadyExists',
          409,
          `A policy called ${policyName} already exists. Duplicate names are not allowed.`,
        );
      }
    }
    const createDate = this.#environment.now();
    return this.#store({
      arn,
      policyId: makePolicyId(this.#environment.randomBytes),
      policyName,
      path,
      description,
      createDate,
      updateDate: createDate,
      versions: [{ versionId: 'v1', document: policyDocument, isDefaultVersion: true, createDate }],
      nextVersion: 2,
      entities: [],
      tags: [],
    });
  }

  /** @throws {AwsError} `LimitExceeded` 409, `NoSuchEntity` 404 and the refusals of {@link checkPolicyDocument}. */
  createPolicyVersion(arn: string, policyDocument: string, setAsDefault = false): PolicyVersion {
    const policy = this.current.getPolicy(arn);
    checkPolicyDocument(policyDocument);
    if (policy.versions.length >= MAX_VERSIONS) {
      throw limitExceeded(
        `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const version: PolicyVersion = {
      versionId: `v${policy.nextVersion}`,
      document: policyDocument,
      isDefaultVersion: setAsDefault,
      createDate: this.#environment.now(),
    };
    const others = setAsDefault ? policy.versions.map(withoutDefault) : policy.versions;
    this.#update(policy, { versions: [...others, version], nextVersion: policy.nextVersion + 1 });
    return version;
  }

  /** @throws {AwsError} `DeleteConflict` 409 for the default version, `NoSuchEntity` 404. */
  deletePolicyVersion(arn: string, versionId: string): void {
    const policy = this.current.getPolicy(arn);
    const version = this.current.getPolicyVersion(arn, versionId);
    if (version.isDefaultVersion) throw deleteConflict('Cannot delete the default version of a policy.');
    this.#update(policy, { versions: policy.versions.filter((one) => one !== version) });
  }

  /** @throws {AwsError} `NoSuchEntity` 404. */
  setDefaultPolicyVersion(arn: string, versionId: string): void {
    const policy = this.current.getPolicy(arn);
    this.current.getPolicyVersion(arn, versionId);
    const versions = policy.versions.map((one) => ({
      ...one,
      isDefaultVersion: one.versionId === versionId,
    }));
    this.#update(policy, { versions });
  }

  /** @throws {AwsError} `DeleteConflict` 409 while attached or with several versions, `NoSuchEntity` 404. */
  deletePolicy(arn: string): void {
    const policy = this.current.getPolicy(arn);
    if (policy.entities.length > 0) throw deleteConflict('Cannot delete a policy attached to entities.');
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    const state = new Map(this.#history.newest);
    state.delete(arn);
    this.#history.push(state);
  }

  /** Attaches the policy to a user, group or role; a repetition changes nothing. @throws {AwsError} `NoSuchEntity` 404. */
  attachPolicy(arn: string, entity: Pick<PolicyEntity, 'type' | 'name'>): void {
    const policy = this.current.getPolicy(arn);
    if (policy.entities.some(({ type, name }) => type === entity.type && name === entity.name)) return;
    const id = makeEntityId(entity.type, this.#environment.randomBytes);
    this.#store({ ...policy, entities: [...policy.entities, { ...entity, id }] });
  }

  /** Adds tags; one whose key is there already gets the new value. @throws {AwsError} `NoSuchEntity` 404. */
  tagPolicy(arn: string, tags: readonly PolicyTag[]): void {
    const policy = this.current.getPolicy(arn);
    const isNew = (kept: PolicyTag) => !tags.some(({ key }) => key.toLowerCase() === kept.key.toLowerCase());
    const all = [...policy.tags.filter(isNew), ...tags];
    if (all.length > MAX_TAGS) throw limitExceeded('The number of tags has reached the maximum limit.');
    this.#store({ ...policy, tags: all });
  }

  #update(policy: ManagedPolicy, changes: Partial<ManagedPolicy>): void {
    this.#store({ ...policy, ...changes, updateDate: this.#environment.now() });
  }

  #store(policy: ManagedPolicy): ManagedPolicy {
    this.#history.push(new Map(this.#history.newest).set(policy.arn, policy));
    return policy;
  }
}

function withoutDefault(version: PolicyVersion): PolicyVersion {
  return { ...version, isDefaultVersion: false };
}
