import type { PolicyStore } from '@genkan/backend/runtime/ports';

/** IAM keeps five versions of a managed policy. */
const MAX_VERSIONS = 5;

/**
 * A naive implementation, for comparison only: read the default version, append the address, write a new version. It has
 * no lock and does not check for a concurrent edit, so one of two simultaneous requests is lost without an error.
 *
 * @throws IAM's error, for example when two callers meet the limit of five versions.
 */
export async function allowNaively(policies: PolicyStore, cidr: string): Promise<string> {
  const versions = await policies.listVersions();
  const current = versions.find(({ isDefault }) => isDefault);
  if (current === undefined) throw new Error('The policy has no default version.');
  const document = appendEverywhere(await policies.getVersion(current.id), cidr);
  if (versions.length >= MAX_VERSIONS) {
    const oldest = versions
      .filter(({ isDefault }) => !isDefault)
      .sort((a, b) => number(a.id) - number(b.id))[0];
    if (oldest !== undefined) await policies.deleteVersion(oldest.id);
  }
  return (await policies.createVersion(document)).id;
}

function appendEverywhere(document: string, cidr: string): string {
  return JSON.stringify(
    JSON.parse(document, (key, value: unknown) => {
      if (key !== 'aws:SourceIp') return value;
      return Array.isArray(value) ? [...value, cidr] : [value, cidr];
    }),
  );
}

function number(id: string): number {
  return Number(id.slice(1));
}
