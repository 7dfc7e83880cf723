import { ProblemError } from '../../../runtime/problems.ts';
import { type Finding, failure, ok } from '../check.ts';

const CHECK = 'targets';

/** The settings say that there are several targets when the bucket lists them: otherwise the functions see the first only. */
export function checkTargetSwitch(multipleTargets: boolean, others: number): readonly Finding[] {
  if (multipleTargets) {
    return [
      ok(
        CHECK,
        `The deployment manages its own policy and ${others} further ${others === 1 ? 'target' : 'targets'}.`,
      ),
    ];
  }
  return [
    failure(
      CHECK,
      `The bucket lists ${others} further ${others === 1 ? 'target' : 'targets'}, and the settings do not say so: members are let into the own policy only.`,
      'Set GENKAN_MULTIPLE_TARGETS=true, or deploy with --policy or --target-role for each of them (pnpm deploy:aws).',
    ),
  ];
}

/** A list that is broken is a finding; where the bucket itself cannot be read, the check of the bucket says so. */
export function checkTargetList(error: unknown, explain: (error: unknown) => string): readonly Finding[] {
  if (!(error instanceof ProblemError)) return [];
  return [failure(CHECK, explain(error), 'Restore the object from its version before, or correct it.')];
}
