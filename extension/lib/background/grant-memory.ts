/**
 * What was allowed last on each connection, and whether its network changes its address so often that allowing does not
 * help (carrier NAT, a proxy that chooses an exit for each request). Kept in session storage.
 */
import * as v from 'valibot';
import { failureSchema } from '../backend/client.ts';
import type { Area } from '../platform/environment.ts';

const grantSchema = v.object({
  at: v.number(),
  /** The CIDRs that were allowed. */
  cidrs: v.array(v.string()),
});
export type Grant = v.InferOutput<typeof grantSchema>;

/** The targets that the grants for a network have reached, and those that they have not. */
const reachSchema = v.object({
  /** The addresses of the network: another one is a new cause. */
  cidrs: v.array(v.string()),
  until: v.number(),
  reached: v.array(v.string()),
  failed: v.array(v.object({ id: v.string(), failure: failureSchema })),
});
export type Reach = v.InferOutput<typeof reachSchema>;

const NOTHING: Pick<Reach, 'reached' | 'failed'> = { reached: [], failed: [] };

/** A network whose address changed right after it was allowed. */
const rotationSchema = v.object({
  seenAt: v.number(),
  /** The person allowed another address since, knowing of the rotation. */
  isAnswered: v.boolean(),
});

/** How long such a network is explained instead of asked about, in milliseconds. */
export const ROTATION_EXPLAINED_MS = 60 * 60_000;
/** How long nothing is allowed automatically there, in milliseconds. */
export const AUTOMATIC_STOPPED_MS = 24 * 60 * 60_000;

export interface GrantMemory {
  last(connectionId: string): Promise<Grant | undefined>;
  /** Remembers a grant; the person knew of a rotation that was seen before it. */
  set(connectionId: string, grant: Grant): Promise<void>;
  /** What holds for this network because its address was seen to change right after it was allowed. */
  rotation(connectionId: string): Promise<{ isExplained: boolean; stopsAutomatic: boolean }>;
  setRotating(connectionId: string): Promise<void>;
  /** What the grants for the network with these addresses have reached. */
  reach(connectionId: string, cidrs: readonly string[]): Promise<Pick<Reach, 'reached' | 'failed'>>;
  setReach(connectionId: string, reach: Reach): Promise<void>;
}

export function createGrantMemory(session: Area, now: () => number): GrantMemory {
  async function readRotation(connectionId: string) {
    const parsed = v.safeParse(rotationSchema, await session.get(`rotation:${connectionId}`));
    return parsed.success ? parsed.output : undefined;
  }
  return {
    last: async (connectionId) => {
      const parsed = v.safeParse(grantSchema, await session.get(`grant:${connectionId}`));
      return parsed.success ? parsed.output : undefined;
    },
    set: async (connectionId, grant) => {
      await session.set(`grant:${connectionId}`, grant);
      const before = await readRotation(connectionId);
      if (before) await session.set(`rotation:${connectionId}`, { ...before, isAnswered: true });
    },
    rotation: async (connectionId) => {
      const rotation = await readRotation(connectionId);
      const age = rotation ? now() - rotation.seenAt : Number.POSITIVE_INFINITY;
      return {
        isExplained: rotation?.isAnswered === false && age < ROTATION_EXPLAINED_MS,
        stopsAutomatic: age < AUTOMATIC_STOPPED_MS,
      };
    },
    setRotating: (connectionId) =>
      session.set(`rotation:${connectionId}`, { seenAt: now(), isAnswered: false }),
    reach: async (connectionId, cidrs) => {
      const parsed = v.safeParse(reachSchema, await session.get(`reach:${connectionId}`));
      const isCurrent =
        parsed.success &&
        parsed.output.until > now() &&
        cidrs.every((cidr) => parsed.output.cidrs.includes(cidr));
      return isCurrent ? parsed.output : NOTHING;
    },
    setReach: (connectionId, reach) => session.set(`reach:${connectionId}`, reach),
  };
}

const isIpv6 = (cidr: string) => cidr.includes(':');

/** The denied CIDRs that a grant was meant to cover: it allowed another address of the same family. */
export function uncovered(grant: Grant | undefined, denied: readonly string[]): string[] {
  if (!grant) return [];
  return denied.filter(
    (cidr) => !grant.cidrs.includes(cidr) && grant.cidrs.some((granted) => isIpv6(granted) === isIpv6(cidr)),
  );
}
