import { policySize } from '@genkan/shared/policy';
import {
  DefaultVersionError,
  PolicySizeError,
  type VersionIdentity,
  VersionLimitError,
} from '../../runtime/ports.ts';
import { writeTimeoutProblem } from '../../runtime/problems.ts';
import { versionNumber } from '../../store/applied.ts';

import type { VersionPlan } from './plan-version.ts';
import type { Execution, Progress } from './progress.ts';

/** Creates that IAM may refuse for their size in one write, before no address is added any more. */
const MAX_SIZE_REFUSALS = 4;

/** Characters of the shortest entry, `"1.1.1.1/32",`, as IAM counts them. */
const ENTRY_SIZE = 13;

export type NextStep =
  /** The policy is as planned: confirm it. */
  | { readonly kind: 'finish'; readonly created: VersionIdentity | undefined }
  /** Read again, and try once more. */
  | { readonly kind: 'retry'; readonly progress: Progress }
  /** Another client created a version below ours: read it, and try once more on top of it. */
  | { readonly kind: 'readEdit'; readonly created: VersionIdentity }
  | { readonly kind: 'fail'; readonly error: unknown };

/** Decides what follows an attempt. It reads and writes nothing. */
export function nextStep(
  { live, rendered }: Pick<VersionPlan, 'live' | 'rendered'>,
  execution: Execution,
): NextStep {
  switch (execution.kind) {
    case 'kept':
      return { kind: 'finish', created: undefined };
    case 'created': {
      const { created } = execution;
      // IAM numbers versions in sequence, so another id tells of another client, or of a policy that was created again.
      const isNext = versionNumber(created.id) === live.newest + 1;
      return isNext ? { kind: 'finish', created } : { kind: 'readEdit', created };
    }
    case 'failed':
      return afterFailure(execution.error, { live, rendered }, execution.progress);
  }
}

/** Whether another attempt with fresh reads can succeed after a refused create or delete. */
function afterFailure(
  error: unknown,
  { live, rendered }: Pick<VersionPlan, 'live' | 'rendered'>,
  progress: Progress,
): NextStep {
  // The listing was stale: another client filled the slots or moved the default.
  if (error instanceof VersionLimitError) {
    return hasFreedSlot(progress)
      ? { kind: 'fail', error: writeTimeoutProblem() }
      : { kind: 'retry', progress: { ...progress, mustFreeSlot: true } };
  }
  if (error instanceof DefaultVersionError) return { kind: 'retry', progress };
  if (error instanceof PolicySizeError) {
    const smaller = reduceSize(policySize(live.document), policySize(rendered.document), progress);
    return smaller ? { kind: 'retry', progress: smaller } : { kind: 'fail', error };
  }
  return { kind: 'fail', error };
}

/** One version is deleted for each version that is created, not more, whatever IAM responds. */
export function hasFreedSlot({ deleted, created }: Progress): boolean {
  return deleted.length > created.length;
}

/**
 * IAM may allow less than it documents. One lease fewer is tried, then two, four and so on, but not less than half of what
 * was tried to add, and at last the size that it has accepted before; each refused create counts against the account's quota.
 * @returns `undefined` when a smaller document cannot help
 */
function reduceSize(accepted: number, refused: number, progress: Progress): Progress | undefined {
  if (refused <= accepted) return undefined;
  const { refusals } = progress;
  const sizeLimit =
    refusals < MAX_SIZE_REFUSALS
      ? Math.max(Math.floor((accepted + refused) / 2), refused - 1 - ENTRY_SIZE * (2 ** refusals - 1))
      : accepted;
  return { ...progress, refusals: refusals + 1, sizeLimit };
}
