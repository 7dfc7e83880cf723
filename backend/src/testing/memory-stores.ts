import {
  DefaultVersionError,
  isSameSecond,
  type ObjectStore,
  PolicyNotFoundError,
  type PolicyStore,
  type PolicyVersion,
  PreconditionFailedError,
  type StoredObject,
  VersionLimitError,
} from '../runtime/ports.ts';

/** An S3 bucket in memory, with true conditional writes. */
export function createMemoryObjects(): ObjectStore & { readonly objects: Map<string, StoredObject> } {
  const objects = new Map<string, StoredObject>();
  let writes = 0;
  const check = (key: string, condition?: { readonly ifNoneMatch?: '*'; readonly ifMatch?: string }) => {
    const etag = objects.get(key)?.etag;
    if (condition?.ifNoneMatch && etag !== undefined) throw new PreconditionFailedError(`${key} exists`);
    if (condition?.ifMatch !== undefined && condition.ifMatch !== etag) {
      throw new PreconditionFailedError(`${key} is another`);
    }
  };
  return {
    objects,
    async get(key) {
      return objects.get(key);
    },
    async put(key, body, condition) {
      check(key, condition);
      writes++;
      const etag = `"${writes}"`;
      objects.set(key, { body, etag });
      return { etag };
    },
    async delete(key, condition) {
      check(key, condition);
      objects.delete(key);
    },
    async list(prefix, startAfter = '') {
      return [...objects.keys()].filter((key) => key.startsWith(prefix) && key > startAfter).sort();
    },
  };
}

/** A managed policy in memory, with IAM's five versions. */
export function createMemoryPolicy(
  document: string,
  now: () => number,
  arn = 'arn:aws:iam::123456789012:policy/OfficeOnly',
) {
  const versions = new Map<string, { document: string; createdAt: number }>([
    ['v1', { document, createdAt: Math.floor(now() / 1000) * 1000 }],
  ]);
  let newest = 1;
  let live = 'v1';
  const read = (id: string) => {
    const version = versions.get(id);
    if (!version) throw new PolicyNotFoundError(`${id} does not exist`);
    return version.document;
  };
  const store: PolicyStore = {
    arn,
    async listVersions(): Promise<readonly PolicyVersion[]> {
      return [...versions].map(([id, { createdAt }]) => ({ id, isDefault: id === live, createdAt }));
    },
    async getVersion(id, createdAt) {
      const document = read(id);
      const version = versions.get(id);
      if (createdAt !== undefined && version && !isSameSecond(version.createdAt, createdAt)) {
        throw new PolicyNotFoundError(`${id} is of another policy`);
      }
      return document;
    },
    async createVersion(text) {
      if (versions.size >= 5) throw new VersionLimitError('five versions exist');
      newest++;
      live = `v${newest}`;
      // IAM gives whole seconds.
      const createdAt = Math.floor(now() / 1000) * 1000;
      versions.set(live, { document: text, createdAt });
      return { id: live, createdAt };
    },
    async deleteVersion(id) {
      if (id === live) throw new DefaultVersionError(`${id} is the default`);
      versions.delete(id);
    },
  };
  return {
    ...store,
    /** The live document. */
    document: () => read(live),
    version: () => live,
    ids: () => [...versions.keys()],
    setDefault: (id: string) => {
      read(id);
      live = id;
    },
  };
}
