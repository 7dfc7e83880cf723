import type { AllowlistDeps, KnownDocument } from '../deps.ts';
import { AwsUnavailableError, PolicyNotFoundError, type PolicyVersion } from '../ports.ts';
import type { AppliedState } from '../store/applied.ts';
import { POLL_FIRST_MS, POLL_LONGEST_MS, STALE_READ_LIMIT_MS } from '../timing.ts';

/** The default version as far as IAM's eventually consistent reads and our own notes can tell. */
export interface LivePolicy {
  readonly version: string;
  readonly document: string;
  readonly createdAt: number;
  /** Number of the newest version known to exist; the next create must answer the one after it. */
  readonly newest: number;
  /** A newer version was known, and IAM shows it nowhere: it was deleted, or both reads lag. Only a create can tell. */
  readonly doubtful: boolean;
}

/** AWS's clock and ours may differ by this much. */
const CLOCK_SLACK_MS = 60_000;
/** For so long IAM's reads may not show a version yet. */
const YOUNG_MS = 15_000;
/** How often a version that must exist is asked for, over four seconds. */
const READ_ATTEMPTS = 10;
/** Documents kept in memory; IAM keeps five. */
const MAX_DOCUMENTS = 8;

/** `v12` → 12. Ids only go up, and sort as numbers. */
export function versionNumber(id: string): number {
  return Number(id.slice(1));
}

/**
 * Finds the live document: from memory or the last writer's note when the default version is known there (a version
 * never changes), otherwise from IAM. A listing that does not show the newest version we know is stale and overruled; a
 * writer has IAM confirm that the version exists, since somebody may have rolled it back and deleted it.
 * @throws {PolicyNotFoundError}
 */
export async function findLivePolicy(
  deps: AllowlistDeps,
  versions: readonly PolicyVersion[],
  applied: AppliedState | undefined,
  lag: 'confirm' | 'assume' = 'assume',
): Promise<LivePolicy> {
  const known = knownDocuments(deps, applied);
  let doubtful = false;
  const listed = versions.find((version) => version.isDefault);
  if (!listed) throw new PolicyNotFoundError('The policy has no default version');
  const newestListed = versions.reduce((a, b) => (versionNumber(b.id) > versionNumber(a.id) ? b : a), listed);
  const newestKnown = [...known].sort(([a], [b]) => versionNumber(b) - versionNumber(a))[0];
  if (newestKnown && versionNumber(newestKnown[0]) > versionNumber(newestListed.id)) {
    const [version, { document, createdAt }] = newestKnown;
    const lagging = isLagging(newestListed, createdAt, deps.clock.now());
    if (lagging && (lag === 'assume' || (await exists(deps, version, createdAt)))) {
      return { version, document, createdAt, newest: versionNumber(version), doubtful: false };
    }
    // Rolled back and deleted; or the policy was made anew, and its ids start again at v1. Should it be IAM's lag after
    // all, the gap in the ids of our next version tells.
    doubtful = lagging;
    deps.memory.documents.clear();
    known.clear();
  }
  const { id, createdAt } = listed;
  const newest = versionNumber(newestListed.id);
  const found = known.get(id);
  if (found && Math.abs(found.createdAt - createdAt) < STALE_READ_LIMIT_MS) {
    return { version: id, document: found.document, createdAt, newest, doubtful };
  }
  const document = await readListed(deps, id);
  rememberDocument(deps, id, { document, createdAt });
  return { version: id, document, createdAt, newest, doubtful };
}

/** IAM may list a version some moments before it shows it; that is no missing policy. @throws {AwsUnavailableError} */
export async function readListed(deps: AllowlistDeps, id: string): Promise<string> {
  try {
    return await readShown(deps, id, READ_ATTEMPTS);
  } catch (error) {
    if (!(error instanceof PolicyNotFoundError)) throw error;
    const message = `IAM lists version ${id} but does not show it`;
    throw new AwsUnavailableError(message, { cause: error, answered: true });
  }
}

/** A version's document, asked for so many times until IAM shows it. @throws {PolicyNotFoundError} */
async function readShown(deps: AllowlistDeps, id: string, attempts: number): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deps.policies.getVersion(id);
    } catch (error) {
      if (!(error instanceof PolicyNotFoundError) || attempt >= attempts) throw error;
    }
    await deps.clock.sleep(Math.min(POLL_FIRST_MS * 2 ** attempt, POLL_LONGEST_MS));
  }
}

/** Keeps a version's document, which never changes. */
export function rememberDocument(deps: AllowlistDeps, id: string, known: KnownDocument): void {
  const { documents } = deps.memory;
  documents.delete(id);
  documents.set(id, known);
  const eldest = documents.keys().next();
  if (documents.size > MAX_DOCUMENTS && !eldest.done) documents.delete(eldest.value);
}

function knownDocuments(deps: AllowlistDeps, applied: AppliedState | undefined): Map<string, KnownDocument> {
  const known = new Map(deps.memory.documents);
  if (applied) known.set(applied.version, { document: applied.document, createdAt: applied.createdAt });
  return known;
}

/** A version made a moment ago is asked for again and again: IAM's reads lag, and hardly anybody deletes it so soon. */
async function exists(deps: AllowlistDeps, id: string, createdAt: number): Promise<boolean> {
  const isYoung = Math.abs(deps.clock.now() - createdAt) <= YOUNG_MS;
  try {
    await readShown(deps, id, isYoung ? READ_ATTEMPTS : 1);
    return true;
  } catch (error) {
    if (error instanceof PolicyNotFoundError) return false;
    throw error;
  }
}

/** IAM's reads lag by seconds: a listing whose newest version is younger than ours cannot be a lagging one. */
function isLagging(newestListed: PolicyVersion, ownCreatedAt: number, now: number): boolean {
  return (
    newestListed.createdAt <= ownCreatedAt + CLOCK_SLACK_MS &&
    Math.abs(now - ownCreatedAt) < STALE_READ_LIMIT_MS
  );
}
