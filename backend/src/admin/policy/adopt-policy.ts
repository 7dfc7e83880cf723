import { type Allowlist, diffPolicies, type PolicyDiff, readPolicy } from '@genkan/shared/policy';
import type { AllowlistDeps } from '../../deps.ts';
import type { AccountPort } from '../../runtime/account-port.ts';
import { AccessRefusedError } from '../../runtime/ports.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { proposeFromLive, readDefaultVersion, requireIpPolicy, writeBaseline } from './baseline.ts';
import { describeAttachments } from './describe-attachments.ts';
import { type Advice, describeConcerns } from './describe-concerns.ts';

/** What adopting the policy will do; nothing is done until `write`. */
export interface Adoption {
  /** The policy's default version. */
  readonly version: string;
  /** The address lists of the new baseline. */
  readonly allowlists: readonly Allowlist[];
  readonly entries: readonly string[];
  /** What the policy is attached to, in words. */
  readonly attachedTo: string;
  /** What the administrator should know before a lease is granted. */
  readonly concerns: readonly Advice[];
  readonly baseline: /** `differs`: from what would have been the new one. */
    | { readonly kind: 'kept'; readonly differs: boolean }
    | { readonly kind: 'created' }
    | { readonly kind: 'replaced'; readonly change: PolicyDiff };
  /** From the new baseline to the live policy. */
  readonly differsFromLive: PolicyDiff;
  /** Writes the baseline. @throws {PreconditionFailedError} when another client wrote it meanwhile */
  readonly write: () => Promise<void>;
}

/**
 * Computes what adopting the live policy changes. A usable baseline is kept unless `force` is set; an unusable one is
 * replaced. `document` replaces the live policy.
 * @throws {BaselineError} when the document cannot be a baseline
 */
export async function prepareAdoption(
  deps: AllowlistDeps,
  account: Pick<AccountPort, 'attachments'>,
  request: { readonly document: string | undefined; readonly force: boolean },
): Promise<Adoption> {
  const [live, stored, attachedTo] = await Promise.all([
    readDefaultVersion(deps),
    deps.objects.get(BASELINE_KEY),
    describeAttachmentsIfAllowed(account),
  ]);
  requireIpPolicy(deps, live.document);
  const document = request.document ?? (await proposeFromLive(deps));
  const { allowlists } = requireIpPolicy(deps, document);
  const isUsable = stored !== undefined && readPolicy(stored.body, { sids: deps.config.sids }).ok;
  const isKept = isUsable && (!request.force || stored.body === document);
  return {
    version: live.id,
    allowlists,
    entries: allowlists.flatMap((allowlist) => allowlist.entries),
    attachedTo,
    concerns: describeConcerns(document, { sids: deps.config.sids }),
    baseline: isKept
      ? { kind: 'kept', differs: stored.body !== document }
      : stored === undefined
        ? { kind: 'created' }
        : { kind: 'replaced', change: diffPolicies(stored.body, document) },
    differsFromLive: diffPolicies(document, live.document),
    write: () => writeBaseline(deps, document, stored?.etag),
  };
}

/** A missing permission does not stop the adoption: the attachments are information only. */
async function describeAttachmentsIfAllowed(account: Pick<AccountPort, 'attachments'>): Promise<string> {
  try {
    return describeAttachments(await account.attachments());
  } catch (error) {
    if (!(error instanceof AccessRefusedError)) throw error;
    return 'unknown: you lack the permission iam:ListEntitiesForPolicy';
  }
}
