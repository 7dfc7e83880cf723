import type { ObjectStore, PolicyStore } from '../runtime/ports.ts';

/**
 * Wraps S3 and IAM so that simultaneous calls return together, and records them: one entry per round of calls that were
 * in flight at the same time, e.g. `['s3 put leases', 's3 put state']`.
 */
export function countRounds(stores: { readonly objects: ObjectStore; readonly policies: PolicyStore }) {
  const rounds: string[][] = [];
  let waiting: { name: string; release: () => void }[] = [];
  const flush = () => {
    const round = waiting;
    waiting = [];
    rounds.push(round.map(({ name }) => name).sort());
    for (const { release } of round) release();
  };
  const join = (name: string) =>
    new Promise<void>((release) => {
      // A generous pause: everything that can run before a response comes has run by then.
      if (waiting.length === 0) setTimeout(flush, 5);
      waiting.push({ name, release });
    });
  const s3 = (operation: string, key: string) => join(`s3 ${operation} ${key.split('/')[0]}`);
  const { objects, policies } = stores;
  return {
    rounds,
    objects: {
      get: async (key) => {
        await s3('get', key);
        return objects.get(key);
      },
      put: async (key, body, condition) => {
        await s3('put', key);
        return objects.put(key, body, condition);
      },
      delete: async (key, condition) => {
        await s3('delete', key);
        return objects.delete(key, condition);
      },
      list: async (prefix, startAfter) => {
        await s3('list', prefix);
        return objects.list(prefix, startAfter);
      },
    } satisfies ObjectStore,
    policies: {
      arn: policies.arn,
      listVersions: async () => {
        await join('iam list');
        return policies.listVersions();
      },
      getVersion: async (id) => {
        await join('iam get');
        return policies.getVersion(id);
      },
      createVersion: async (document) => {
        await join('iam create');
        return policies.createVersion(document);
      },
      deleteVersion: async (id) => {
        await join('iam delete');
        return policies.deleteVersion(id);
      },
    } satisfies PolicyStore,
  };
}
