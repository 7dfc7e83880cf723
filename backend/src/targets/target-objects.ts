import { LEASE_PREFIX } from '@genkan/shared/lease';
import type { ObjectStore } from '../runtime/ports.ts';
import type { Target } from './deployment.ts';

/** What a target has of its own; members, audit events and the list of targets are the deployment's. */
const OWN = ['baseline.json', 'state/', LEASE_PREFIX];

/**
 * The bucket as one target sees it: its own baseline, state and leases, which lie under `targets/<id>/`, beside the members
 * of the deployment. A personal target sees the leases of its member only, so that no other address can come into its policy,
 * whatever lies in the bucket.
 * @param folder where its own objects lie; empty for the deployment's first target, whose objects lie at the top
 */
export function targetObjects(
  objects: ObjectStore,
  { id, memberId }: Pick<Target, 'id' | 'memberId'>,
  folder: string,
): ObjectStore {
  const isForeign = (key: string) =>
    memberId !== undefined && key.startsWith(LEASE_PREFIX) && !key.startsWith(`${LEASE_PREFIX}${memberId}~`);
  const locate = (key: string) => (OWN.some((own) => key.startsWith(own)) ? `${folder}${key}` : key);
  return {
    async get(key) {
      return isForeign(key) ? undefined : objects.get(locate(key));
    },
    async put(key, body, condition) {
      if (isForeign(key)) throw new RangeError(`${key} is not a lease of the personal target ${id}`);
      return objects.put(locate(key), body, condition);
    },
    async delete(key, condition) {
      if (!isForeign(key)) await objects.delete(locate(key), condition);
    },
    async list(prefix, startAfter) {
      const located = locate(prefix);
      const keys = await objects.list(located, startAfter === undefined ? undefined : locate(startAfter));
      return keys
        .map((key) => (located === prefix ? key : key.slice(folder.length)))
        .filter((key) => !isForeign(key));
    },
  };
}
