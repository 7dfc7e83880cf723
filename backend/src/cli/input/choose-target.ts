import { Option } from 'commander';
import type { AllowlistDeps } from '../../deps.ts';
import { findTargets } from '../../targets/find-targets.ts';
import type { TargetName } from '../../targets/open-target.ts';
import { type CliContext, CliError } from '../context.ts';

/** The option of the commands that concern one policy. */
export interface TargetOption {
  readonly target?: string;
}

/** A policy that a command concerns; it has a name where the deployment has several. */
export interface ChosenTarget {
  readonly name?: TargetName;
  readonly deps: AllowlistDeps;
}

export function targetOption(): Option {
  return new Option('--target <id>', 'the target, where there are several ("genkan target list")');
}

/** Collects the values of an option that may be repeated. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** The target that the option names, or all of them. @throws {CliError} for an unknown one */
export async function chooseTargets(
  cli: CliContext,
  { target }: TargetOption,
): Promise<readonly ChosenTarget[]> {
  const deps = await cli.deps();
  const targets = await findTargets(deps);
  if (!targets) {
    if (target === undefined) return [{ deps }];
    throw new CliError(`There is no target "${target}": this deployment has one policy. Leave --target out.`);
  }
  if (target === undefined) return targets;
  const chosen = targets.filter(({ name }) => name.id === target);
  if (chosen.length > 0) return chosen;
  throw new CliError(`There is no target "${target}". There are: ${idsOf(targets)}.`);
}

/** The one target that a command concerns. @throws {CliError} when there are several and none is named */
export async function chooseTarget(cli: CliContext, options: TargetOption): Promise<AllowlistDeps> {
  const targets = await chooseTargets(cli, options);
  const [only] = targets;
  if (targets.length === 1 && only) return only.deps;
  throw new CliError(`Name the target: --target ${idsOf(targets).replaceAll(', ', '|')}.`);
}

function idsOf(targets: readonly ChosenTarget[]): string {
  return targets.flatMap(({ name }) => (name ? [name.id] : [])).join(', ');
}
