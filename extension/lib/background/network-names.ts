/** Names that the person gave networks, so that a name comes back for the same address, and for no other. */
import * as v from 'valibot';
import type { KnownNetwork } from '../backend/network-status.ts';
import type { Environment } from '../platform/environment.ts';

const KEY = 'labels';
const MAX_LABELS = 50;

/** The newest last. */
const labelsSchema = v.fallback(v.array(v.object({ cidr: v.string(), label: v.string() })), []);

type Local = Pick<Environment['storage'], 'local'>;

/** The name of this network: that of its lease, or else the one it had before. */
export async function labelOf({ local }: Local, network: KnownNetwork): Promise<string | undefined> {
  const [named] = network.observations.flatMap(({ lease }) => (lease?.label ? [lease.label] : []));
  if (named !== undefined) return named;
  const labels = v.parse(labelsSchema, await local.get(KEY));
  return labels.find(({ cidr }) => network.observations.some((each) => each.cidr === cidr))?.label;
}

/** Remembers what a person called this network. */
export async function rememberLabel({ local }: Local, network: KnownNetwork, label: string): Promise<void> {
  const labels = v.parse(labelsSchema, await local.get(KEY));
  const here = network.observations.map(({ cidr }) => cidr);
  const others = labels.filter(({ cidr }) => !here.includes(cidr));
  await local.set(KEY, [...others, ...here.map((cidr) => ({ cidr, label }))].slice(-MAX_LABELS));
}
