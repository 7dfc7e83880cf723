import {
  AwsUnavailableError,
  type Clock,
  isSameSecond,
  type Log,
  PolicyNotFoundError,
  type PolicyStore,
  type PolicyVersion,
  type VersionIdentity,
} from '../../runtime/ports.ts';
import { type AppliedState, hashDocument, isOwnVersion, versionNumber } from '../../store/applied.ts';
import { readUntilShown } from './read-until-shown.ts';

/** The default version as far as IAM's eventually consistent reads and the applied state can tell. */
export interface LivePolicy {
  readonly version: string;
  readonly document: string;
  /** Creation time as IAM gives it, ms since the epoch. */
  readonly createdAt: number;
  /** Number of the newest version known to exist; the next create must return the one after it. */
  readonly newest: number;
  /** A newer version may exist that IAM does not show. Only the id that a create returns can tell. */
  readonly isUncertain: boolean;
  /** Genkan wrote this document; otherwise an administrator did. */
  readonly isOwn: boolean;
}

/** For so long IAM's reads may not show a version yet. */
const YOUNG_MS = 15_000;
/** How often a version that must exist is asked for, over four seconds. */
const READ_ATTEMPTS = 10;
/** Documents kept in memory; IAM keeps five. */
const MAX_DOCUMENTS = 8;

export interface KnownDocument {
  readonly document: string;
  /** The version's creation time as IAM gives it, ms since the epoch. */
  readonly createdAt: number;
}

/** Documents by version id; a version never changes, but a policy that is created again starts at `v1` again. */
export interface DocumentMemory {
  readonly documents: Map<string, KnownDocument>;
}

/** What reads the policy's versions. It cannot create or delete one. */
export interface VersionPorts {
  readonly policies: Pick<PolicyStore, 'arn' | 'listVersions' | 'getVersion'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: DocumentMemory;
}

export function createDocumentMemory(): DocumentMemory {
  return { documents: new Map() };
}

/** A version that this process or the applied state knows of. */
interface KnownVersion {
  readonly id: string;
  readonly createdAt: number;
  readonly sha256: string;
}

/**
 * Finds the live document. It always comes from IAM, by this process or an earlier request of it: a version never changes.
 *
 * IAM's reads are eventually consistent, so a listing that does not show the newest version known is stale and overruled.
 * A writer (`confirm`) has IAM confirm that the version exists, because an administrator may have rolled it back and
 * deleted it; a reader (`assume`) relies on it. A policy that was deleted and created again under the same ARN starts at
 * `v1` again: the creation times tell its versions from the former ones.
 * @throws {PolicyNotFoundError}
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export async function findLivePolicy(
  deps: VersionPorts,
  versions: readonly PolicyVersion[],
  applied: AppliedState | undefined,
  lag: 'confirm' | 'assume' = 'assume',
): Promise<LivePolicy> {
  const listed = versions.find((version) => version.isDefault);
  if (!listed) throw new PolicyNotFoundError('The policy has no default version');
  const newestListed = versions.reduce((a, b) => (isLater(b, a) ? b : a), listed);
  forgetOtherPolicies(deps, versions);
  const known = newestKnown(deps, applied);
  let isUncertain = false;
  if (known && isLater(known, newestListed) && !versions.some((version) => isSameVersion(version, known))) {
    const document = await confirmVersion(deps, known, lag);
    if (document !== undefined) {
      const { id: version, createdAt } = known;
      return {
        version,
        document,
        createdAt,
        newest: versionNumber(version),
        isUncertain: isUnconfirmed(applied, version, document),
        isOwn: true,
      };
    }
    // Rolled back and deleted, or the reading lags as well.
    isUncertain = true;
    deps.memory.documents.clear();
  }
  const document = await readListed(deps, listed);
  const isApplied =
    applied?.confirmed === true &&
    isSameVersion(listed, { id: applied.version, createdAt: applied.createdAt });
  const isOwn = isOwnVersion(applied, { ...listed, document });
  if (isApplied && hashDocument(document) !== applied.sha256) {
    deps.log.error('state_mismatch', { version: listed.id });
  }
  return {
    version: listed.id,
    document,
    createdAt: listed.createdAt,
    newest: versionNumber(newestListed.id),
    isUncertain: isUncertain || isUnconfirmed(applied, listed.id, document),
    isOwn,
  };
}

/**
 * Reads the document of the applied state's version ahead of time, so that it is there when the listing names it. What IAM
 * shows counts only when it has the recorded hash: IAM may still show a version of the same id of a policy that was deleted.
 */
export async function prefetchDocument(deps: VersionPorts, applied: AppliedState | undefined): Promise<void> {
  if (!applied?.confirmed) return;
  const { version: id, createdAt, sha256 } = applied;
  const known = deps.memory.documents.get(id);
  if (known && isSameVersion({ id, createdAt: known.createdAt }, { id, createdAt })) return;
  try {
    const document = await deps.policies.getVersion(id, createdAt);
    if (hashDocument(document) === sha256) rememberDocument(deps, id, { document, createdAt });
  } catch {
    // The reading that needs the document meets the failure, and reports it.
  }
}

/** The document of a listed version, by memory or IAM. @throws {AwsUnavailableError} when IAM lists it without showing it */
export async function readListed(deps: VersionPorts, listed: VersionIdentity): Promise<string> {
  const { id, createdAt } = listed;
  const known = deps.memory.documents.get(id);
  if (known && isSameVersion({ id, createdAt: known.createdAt }, listed)) return known.document;
  try {
    const document = await readShown(deps, listed, READ_ATTEMPTS);
    rememberDocument(deps, id, { document, createdAt });
    return document;
  } catch (error) {
    if (!(error instanceof PolicyNotFoundError)) throw error;
    const message = `IAM lists version ${id} but does not show it`;
    throw new AwsUnavailableError(message, { cause: error, answered: true });
  }
}

/** Keeps a version's document, which never changes. */
export function rememberDocument(deps: Pick<VersionPorts, 'memory'>, id: string, known: KnownDocument): void {
  const { documents } = deps.memory;
  documents.delete(id);
  documents.set(id, known);
  const oldest = documents.keys().next();
  if (documents.size > MAX_DOCUMENTS && !oldest.done) documents.delete(oldest.value);
}

/** A writer began to create a version, and it is not the one at hand: it may exist although IAM does not show it. */
function isUnconfirmed(applied: AppliedState | undefined, id: string, document: string): boolean {
  if (applied?.confirmed !== false) return false;
  // An older version may have the very document, and others may lie between the two.
  return hashDocument(document) !== applied.sha256 || versionNumber(id) < versionNumber(applied.version);
}

/** A version's document, as soon as IAM shows it. @throws {PolicyNotFoundError} */
function readShown(
  deps: VersionPorts,
  { id, createdAt }: VersionIdentity,
  attempts: number,
): Promise<string> {
  return readUntilShown(deps.clock, attempts, () => deps.policies.getVersion(id, createdAt));
}

/** The document of a version that the listing lacks; `undefined` when IAM does not show this very document. */
async function confirmVersion(
  deps: VersionPorts,
  known: KnownVersion,
  lag: 'confirm' | 'assume',
): Promise<string | undefined> {
  const remembered = deps.memory.documents.get(known.id)?.document;
  if (lag === 'assume' && remembered !== undefined) return remembered;
  // A version created a moment ago is asked for again: IAM's reads lag, and an administrator hardly deletes it so soon.
  const isYoung = Math.abs(deps.clock.now() - known.createdAt) <= YOUNG_MS;
  const attempts = lag === 'confirm' && isYoung ? READ_ATTEMPTS : 1;
  try {
    const document = await readShown(deps, known, attempts);
    // Another document with this id: of a policy that was deleted, or of one that was created again.
    if (hashDocument(document) !== known.sha256) return undefined;
    rememberDocument(deps, known.id, { document, createdAt: known.createdAt });
    return document;
  } catch (error) {
    if (error instanceof PolicyNotFoundError) return undefined;
    throw error;
  }
}

/** The newest version that memory or the confirmed applied state knows of. */
function newestKnown(deps: VersionPorts, applied: AppliedState | undefined): KnownVersion | undefined {
  const known: KnownVersion[] = Array.from(deps.memory.documents, ([id, { createdAt, document }]) => ({
    id,
    createdAt,
    sha256: hashDocument(document),
  }));
  if (applied?.confirmed) known.push({ ...applied, id: applied.version });
  return known.reduce<KnownVersion | undefined>((a, b) => (a && !isLater(b, a) ? a : b), undefined);
}

/** Drops remembered documents of a policy that was deleted, when the listing shows the one that was created again. */
function forgetOtherPolicies(deps: VersionPorts, versions: readonly PolicyVersion[]): void {
  const { documents } = deps.memory;
  for (const [id, { createdAt }] of documents) {
    if (isOfFormerPolicy({ id, createdAt }, versions)) documents.delete(id);
  }
}

/**
 * Whether the policy was deleted and created again since this version: one that is listed was created later, and has no higher
 * id, because the ids of a new policy start again.
 */
export function isOfFormerPolicy(known: VersionIdentity, versions: readonly PolicyVersion[]): boolean {
  return versions.some(
    (version) => versionNumber(version.id) <= versionNumber(known.id) && isLater(version, known),
  );
}

/** Are both the same version, also of a policy that was deleted and created again under the same ARN? */
export function isSameVersion(a: VersionIdentity, b: VersionIdentity): boolean {
  return a.id === b.id && isSameSecond(a.createdAt, b.createdAt);
}

/** Was `a` created after `b`? In one policy the numbers say the same; a policy created again starts at `v1` again. */
export function isLater(a: VersionIdentity, b: VersionIdentity): boolean {
  if (!isSameSecond(a.createdAt, b.createdAt)) return a.createdAt > b.createdAt;
  return versionNumber(a.id) > versionNumber(b.id);
}
