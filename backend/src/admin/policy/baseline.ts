import { type IpPolicy, MAX_POLICY_SIZE, policySize, readPolicy } from '@genkan/shared/policy';
import { suggestDeny } from '@genkan/shared/policy/review/suggest-deny';
import { renderGrant } from '@genkan/shared/render';
import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { leavingCidrs } from '../../policy/document/manual-entries.ts';
import { PolicyNotFoundError } from '../../runtime/ports.ts';
import { readApplied } from '../../store/applied.ts';
import { BASELINE_KEY, writeBaselineRecord } from '../../store/baseline.ts';
import { listLeases } from '../../store/leases.ts';
import { createPlaceholderBaseline } from './placeholder-baseline.ts';

/** A document cannot become the baseline; the message says why. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/** The policy's default version as IAM has it now. @throws {PolicyNotFoundError} */
export async function readDefaultVersion(
  deps: AllowlistDeps,
): Promise<{ readonly id: string; readonly document: string }> {
  const versions = await deps.policies.listVersions();
  const version = versions.find(({ isDefault }) => isDefault);
  if (!version) throw new PolicyNotFoundError('The policy has no default version');
  return { id: version.id, document: await deps.policies.getVersion(version.id) };
}

/** Reads a document that is to become the baseline. @throws {BaselineError} when Genkan could not edit it safely */
export function requireIpPolicy(deps: AllowlistDeps, document: string): IpPolicy {
  const refuse = (reason: string) => new BaselineError(`This document cannot be the baseline: ${reason}.`);
  const reading = readPolicy(document, { sids: deps.config.sids });
  if (!reading.ok) {
    const suggestion = reading.code === 'no_allowlist' ? suggestDeny(document) : undefined;
    throw suggestion === undefined ? refuse(reading.reason) : allowsByAddress(reading.reason, suggestion);
  }
  if (policySize(document) > MAX_POLICY_SIZE) {
    throw refuse(`it has ${policySize(document)} characters, IAM allows ${MAX_POLICY_SIZE}`);
  }
  return reading.policy;
}

/** An Allow for some addresses denies nothing that another policy allows, so it protects nothing. */
function allowsByAddress(reason: string, suggestion: string): BaselineError {
  return new BaselineError(
    `This document cannot be the baseline: ${reason}. It allows by address instead. An Allow denies nothing that another policy allows, and Genkan edits only Deny statements. The same policy with a Deny:\n\n${suggestion}\n\nCheck it, make it the default version of the policy, and run this command again.`,
  );
}

/**
 * Writes the baseline: a new one (`etag` absent), or in place of the one that was read.
 * @throws {BaselineError} when the document is not fit; {PreconditionFailedError} when another client wrote it meanwhile
 */
export async function writeBaseline(deps: AllowlistDeps, document: string, etag?: string): Promise<void> {
  requireIpPolicy(deps, document);
  await deps.objects.put(
    BASELINE_KEY,
    document,
    etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: etag },
  );
  // A reset makes a baseline live that differs from the live policy in more than addresses only when it is recorded here.
  await writeBaselineRecord(deps.objects, {
    policyArn: deps.policies.arn,
    document,
    now: deps.clock.now(),
  });
  await audit(deps, { event: 'baseline_set' });
}

/** Makes a document the baseline unless it is that already. @throws {BaselineError} {PreconditionFailedError} */
export async function ensureBaseline(deps: AllowlistDeps, document: string): Promise<void> {
  const stored = await deps.objects.get(BASELINE_KEY);
  if (stored?.body !== document) await writeBaseline(deps, document, stored?.etag);
}

/** The baseline as it stands, with the ETag that its next version must name. @throws {BaselineError} when there is none */
export async function readBaseline(
  deps: AllowlistDeps,
): Promise<{ readonly document: string; readonly etag: string }> {
  const stored = await deps.objects.get(BASELINE_KEY);
  if (!stored) throw new BaselineError('There is no baseline yet. "genkan init" adopts the live policy.');
  return { document: stored.body, etag: stored.etag };
}

/**
 * The live policy without what leases put there: what the baseline would have to be for the next reset to keep every edit
 * made by hand. An address that the present baseline names stays, lease or not.
 * @throws {BaselineError} when the live policy cannot be read, or nothing would be left of a list
 */
export async function proposeFromLive(deps: AllowlistDeps): Promise<string> {
  const [{ document: live }, stored, records, applied] = await Promise.all([
    readDefaultVersion(deps),
    deps.objects.get(BASELINE_KEY),
    listLeases(deps.objects),
    readApplied(deps.objects),
  ]);
  const { allowlists } = requireIpPolicy(deps, live);
  if (records.length === 0) return live;
  const isUsable = stored !== undefined && readPolicy(stored.body, { sids: deps.config.sids }).ok;
  const result = renderGrant({
    live,
    baseline: isUsable ? stored.body : createPlaceholderBaseline(live, allowlists),
    active: [],
    ended: leavingCidrs(records, applied?.state),
    sids: deps.config.sids,
  });
  if (!result.ok) throw new BaselineError(`The live policy cannot be adopted: ${result.reason}.`);
  return result.document;
}
