import type { ObjectStore, PolicyStore } from '@genkan/backend/runtime/ports';
import { AwsError } from '../../sandbox/aws/aws-error.ts';
import { MAX_VERSIONS, Policies } from '../../sandbox/aws/iam/policies.ts';
import { MAX_POLICY_CHARACTERS } from '../../sandbox/aws/iam/policy-document.ts';
import type { PolicyVersion } from '../../sandbox/aws/iam/policy-state.ts';
import { Bucket } from '../../sandbox/aws/s3/bucket.ts';
import { portError } from './aws-errors.ts';
import { sizeOf } from './documents.ts';
import type { Effect } from './history.ts';
import { policyFacts, readable } from './policy-facts.ts';
import { currentOperation, type Process, type Surroundings } from './process.ts';

const ACCOUNT_ID = '123456789012';

/** The bucket and the policy of one run: the sandbox's own state machines, reached through processes that may fail. */
export class Aws {
  readonly bucket: Bucket;
  readonly policies: Policies;
  readonly arn: string;
  readonly #around: Surroundings;
  readonly #madeAt: number;
  readonly #iamLimit: number;
  #incarnation = 0;

  /** @param iamLimit the size that IAM takes, in characters without white space; Genkan expects 6,144 */
  constructor(around: Surroundings, document: string, iamLimit = MAX_POLICY_CHARACTERS) {
    this.#iamLimit = iamLimit;
    const environment = {
      now: () => around.scheduler.now,
      randomBytes: (length: number) => around.random.bytes(length),
    };
    this.bucket = new Bucket('genkan', environment);
    this.policies = new Policies(ACCOUNT_ID, environment);
    this.arn = this.policies.createPolicy({ policyName: 'Fence', policyDocument: document }).arn;
    this.#around = around;
    this.#madeAt = around.scheduler.now;
    this.#record({ kind: 'default', version: 'v1', document, incarnation: 0 });
  }

  /** `undefined` while the policy is deleted. */
  get default(): PolicyVersion | undefined {
    try {
      return this.policies.current.defaultVersion(this.arn);
    } catch (error) {
      if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
      throw error;
    }
  }

  /** Creates a version and makes it the default. */
  create(document: string): PolicyVersion {
    if (sizeOf(document) > this.#iamLimit) {
      throw new AwsError('LimitExceeded', 409, 'Cannot exceed quota for PolicySize: 6144');
    }
    const created = this.policies.createPolicyVersion(this.arn, document, true);
    const incarnation = this.#incarnation;
    this.#around.history.note('IAM', () => `${created.versionId} is the default: ${entriesOf(document)}`);
    this.#record({ kind: 'create', version: created.versionId, document, incarnation });
    this.#record({ kind: 'default', version: created.versionId, document, incarnation });
    return created;
  }

  drop(id: string): void {
    const { versions } = this.policies.current.getPolicy(this.arn);
    const found = versions.find(({ versionId }) => versionId === id);
    if (found === undefined) return;
    const older = versions.filter((one) => !one.isDefaultVersion).indexOf(found);
    this.#record({
      kind: 'drop',
      version: id,
      wasDefault: found.isDefaultVersion,
      older,
      count: versions.length,
    });
    this.policies.deletePolicyVersion(this.arn, id);
  }

  /** A person saves a policy in the console, which first requires a free version slot. */
  createByHand(document: string): void {
    if (sizeOf(document) > this.#iamLimit) return;
    const { versions } = this.policies.current.getPolicy(this.arn);
    const oldest = versions.find(({ isDefaultVersion }) => !isDefaultVersion);
    if (versions.length === MAX_VERSIONS && oldest !== undefined) this.drop(oldest.versionId);
    this.create(document);
  }

  /**
   * Deletes the policy and, after a pause, makes another with the same ARN, as Terraform does when a description changes.
   * Version ids start again at v1. The pause is longer than the whole seconds that IAM gives as creation times.
   */
  recreate(document: string, pauseMs: number): void {
    const { versions } = this.policies.current.getPolicy(this.arn);
    for (const one of versions.filter(({ isDefaultVersion }) => !isDefaultVersion)) {
      this.policies.deletePolicyVersion(this.arn, one.versionId);
    }
    this.policies.deletePolicy(this.arn);
    this.#around.scheduler.after(pauseMs, () => {
      this.#incarnation += 1;
      this.policies.createPolicy({ policyName: 'Fence', policyDocument: document });
      this.#around.history.note('IAM', () => `the policy is made anew, v1: ${entriesOf(document)}`);
      this.#record({ kind: 'default', version: 'v1', document, incarnation: this.#incarnation });
    });
  }

  /** A person makes another version the default, if there is one. */
  rollBack(): void {
    const { versions } = this.policies.current.getPolicy(this.arn);
    const others = versions.filter(({ isDefaultVersion }) => !isDefaultVersion);
    if (others.length === 0) return;
    const previous = this.#around.random.pick(others);
    this.policies.setDefaultPolicyVersion(this.arn, previous.versionId);
    const { versionId: version, document } = previous;
    this.#record({ kind: 'default', version, document, incarnation: this.#incarnation });
  }

  put(key: string, body: string, conditions: { ifNoneMatch?: '*'; ifMatch?: string } = {}): string {
    const { etag } = this.bucket.put(key, body, conditions);
    this.#record({ kind: 'put', key, body, conditional: conditions.ifNoneMatch !== undefined });
    return etag;
  }

  /** An intruder writes one object. */
  forge(key: string, body: string): void {
    this.bucket.put(key, body);
    this.#around.history.note('intruder', () => `writes ${key}: ${body.slice(0, 300)}`);
    this.#record({ kind: 'put', key, body, conditional: false, isForged: true });
  }

  /** The text of an object as it is now. */
  read(key: string): string | undefined {
    return this.#get(key)?.body;
  }

  delete(key: string, conditions: { ifMatch?: string } = {}): void {
    this.bucket.delete(key, conditions);
    this.#record({ kind: 'delete', key });
  }

  objectStore(process: Process): ObjectStore {
    const call = <T>(label: string, effect: () => T) =>
      process.call('s3', label, () => this.#told(process, label, effect));
    return {
      get: (key) => call(`get ${key}`, () => this.#get(key)),
      put: (key, body, condition) =>
        call(`put ${key} ${condition === undefined ? '' : JSON.stringify(condition)}`, () => ({
          etag: this.put(key, body, condition),
        })),
      delete: (key, condition) =>
        call(`delete ${key} ${condition?.ifMatch ?? ''}`, () => this.delete(key, condition)),
      list: (prefix, startAfter) => call(`list ${prefix}`, () => this.#list(prefix, startAfter)),
    };
  }

  /** The bucket for an administrator whose commands nothing disturbs: each call takes effect at once. */
  directObjectStore(): ObjectStore {
    return {
      get: async (key) => this.#get(key),
      put: async (key, body, condition) => ({ etag: this.put(key, body, condition) }),
      delete: async (key, condition) => this.delete(key, condition),
      list: async (prefix, startAfter) => this.#list(prefix, startAfter),
    };
  }

  policyStore(process: Process): PolicyStore {
    const call = <T>(label: string, effect: () => T) =>
      process.call('iam', label, () => this.#told(process, label, effect));
    return {
      arn: this.arn,
      listVersions: () => {
        const askedAt = this.#around.scheduler.now;
        return call('list versions', () => this.#listVersions(askedAt));
      },
      getVersion: (id: string, createdAt?: number) =>
        call(`get ${id}`, () => this.#getVersion(id, createdAt)),
      createVersion: (document) => call('create version', () => this.#createVersion(document)),
      deleteVersion: (id) => call(`delete ${id}`, () => this.drop(id)),
    };
  }

  #createVersion(document: string) {
    const { versionId, createDate } = this.create(document);
    return { id: versionId, createdAt: Math.floor(createDate / 1000) * 1000 };
  }

  #get(key: string) {
    try {
      const { body, etag } = this.bucket.get(key);
      return { body: Buffer.from(body).toString(), etag };
    } catch (error) {
      if (error instanceof AwsError && error.code === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  #list(prefix: string, startAfter: string | undefined): string[] {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const page = this.bucket.list({ prefix, startAfter, continuationToken: token });
      keys.push(...page.objects.map(({ key }) => key));
      token = page.nextContinuationToken;
    } while (token !== undefined);
    return keys;
  }

  #listVersions(askedAt: number) {
    const asOf = this.#readTime();
    currentOperation.getStore()?.lists.push({ askedAt, readAt: this.#around.scheduler.now, asOf });
    const { items } = this.policies.at(asOf).listPolicyVersions(this.arn);
    return items.map(({ versionId, isDefaultVersion, createDate }) => ({
      id: versionId,
      isDefault: isDefaultVersion,
      // IAM gives whole seconds.
      createdAt: Math.floor(createDate / 1000) * 1000,
    }));
  }

  /** IAM gives the creation time with the document, so that a version of another policy with this ARN can be told. */
  #getVersion(id: string, createdAt?: number): string {
    const { document, createDate } = this.policies.at(this.#readTime()).getPolicyVersion(this.arn, id);
    if (createdAt !== undefined && Math.floor(createDate / 1000) !== Math.floor(createdAt / 1000)) {
      throw new AwsError('NoSuchEntity', 404, `${id} is a version of another policy.`);
    }
    return document;
  }

  /** IAM's reads are eventually consistent: now and then one shows the past. */
  #readTime(): number {
    const { random, scheduler, staleness, staleReads } = this.#around;
    const isStale = staleness > 0 && random.chance(staleReads);
    const asOf = isStale
      ? Math.max(this.#madeAt, scheduler.now - random.between(0, staleness))
      : scheduler.now;
    currentOperation.getStore()?.reads.push({ readAt: scheduler.now, asOf });
    return asOf;
  }

  #record(effect: Effect): void {
    this.#around.history.effect(effect, currentOperation.getStore());
  }

  /** Writes the call into the transcript and turns AWS's refusals into the ports' errors, as the SDK stores do. */
  #told<T>(process: Process, label: string, effect: () => T): T {
    const operation = currentOperation.getStore();
    const note = (what: () => string) =>
      this.#around.history.note(process.name, () => `${label} → ${what()}`, operation);
    try {
      const value = effect();
      note(() => summary(value));
      return value;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      note(() => error.code);
      if (error.code === 'LimitExceeded') {
        this.#record({ kind: /PolicySize/.test(error.message) ? 'size' : 'limit' });
      }
      throw portError(error);
    }
  }
}

function summary(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null && 'body' in value) return 'found';
  if (typeof value === 'string') return policyFacts(value) === undefined ? value : entriesOf(value);
  const text = JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

/** A document in a transcript: only its entries. */
function entriesOf(document: string): string {
  return (policyFacts(document)?.fences ?? [])
    .map((fence) => `[${[...fence].map(readable).join(' ')}]`)
    .join(' ');
}
