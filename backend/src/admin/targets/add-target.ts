import { TARGET_ID } from '@genkan/shared/contract';
import { audit } from '../../audit/audit.ts';
import type { AllowlistDeps } from '../../deps.ts';
import { accountOf, POLICY_ARN, partitionNameOf, ROLE_ARN } from '../../runtime/arn.ts';
import type { Deployment, Group, Target } from '../../targets/deployment.ts';
import { openTarget } from '../../targets/open-target.ts';
import { ensureBaseline, proposeFromLive, requireIpPolicy } from '../policy/baseline.ts';
import { deleteLeftovers, nameOf, readTargetList, TargetError, writeTargetList } from './target-list.ts';

export interface NewTarget {
  readonly policyArn: string;
  /** Default: from the policy's name. */
  readonly id?: string | undefined;
  /** Default: the policy's name and its account. */
  readonly name?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly sids?: readonly string[] | undefined;
  /** Groups whose members belong to the target; a group that does not exist is made. */
  readonly groups?: readonly string[] | undefined;
  /** The baseline, where the administrator cannot read the policy in the other account. */
  readonly baseline?: string | undefined;
}

/** A target that can be added; nothing is done until `write`. */
export interface TargetAddition {
  readonly target: Target;
  readonly deploymentId: string;
  /** The addresses of the baseline. */
  readonly entries: readonly string[];
  readonly write: () => Promise<void>;
}

/**
 * Checks a target that is to be added: its policy must be readable with the role, and its live document, without leases,
 * becomes its baseline. IAM is not changed.
 * @throws {TargetError} {BaselineError}
 */
export async function prepareTarget(deps: AllowlistDeps, request: NewTarget): Promise<TargetAddition> {
  const { deployment, etag } = await readTargetList(deps);
  const target = describeTarget(deps, deployment, request);
  const opened = openTarget(deps, deployment, target).deps;
  const document = request.baseline ?? (await proposeFromLive(opened));
  const { allowlists } = requireIpPolicy(opened, document);
  return {
    target,
    deploymentId: deployment.deploymentId,
    entries: allowlists.flatMap(({ entries }) => entries),
    async write() {
      await deleteLeftovers(opened);
      // The baseline first: a target without one would refuse every grant.
      await ensureBaseline(opened, document);
      const groups = withTarget(deployment.groups, request.groups ?? [], target.id);
      await writeTargetList(deps, { ...deployment, targets: [...deployment.targets, target], groups }, etag);
      await audit(opened, { event: 'target_added' });
    },
  };
}

function describeTarget(deps: AllowlistDeps, { targets }: Deployment, request: NewTarget): Target {
  const { policyArn, roleArn } = request;
  const own = deps.config;
  if (!POLICY_ARN.test(policyArn)) {
    throw new TargetError(
      `"${policyArn}" is not the ARN of a customer managed policy, such as arn:aws:iam::123456789012:policy/OfficeOnly.`,
    );
  }
  if (roleArn !== undefined && !ROLE_ARN.test(roleArn)) {
    throw new TargetError(
      `"${roleArn}" is not the ARN of a role, such as arn:aws:iam::123456789012:role/genkan/backend.`,
    );
  }
  for (const arn of [policyArn, ...(roleArn === undefined ? [] : [roleArn])]) {
    if (partitionNameOf(arn) !== partitionNameOf(own.policyArn)) {
      throw new TargetError(
        `${arn} is in another partition than ${own.policyArn}. AWS assumes no role across partitions: deploy Genkan there as well.`,
      );
    }
  }
  requireRoleOfAccount(deps, policyArn, roleArn);
  const known = targets.find((target) => target.policyArn === policyArn);
  if (known) throw new TargetError(`${policyArn} is the target "${known.id}" already.`);
  const id = request.id ?? freeId(policyArn, targets);
  if (!TARGET_ID.test(id)) {
    throw new TargetError(`"${id}" is not a target id: use 1 to 39 lower-case letters, digits and hyphens.`);
  }
  if (targets.some((target) => target.id === id)) {
    throw new TargetError(`There is a target "${id}" already. Give this one another --id.`);
  }
  const { sids } = request;
  return {
    id,
    name: request.name ?? nameOf(policyArn, accountOf(policyArn) ?? ''),
    policyArn,
    ...(roleArn !== undefined && { roleArn }),
    ...(sids && sids.length > 0 && { sids: [...sids] }),
  };
}

function requireRoleOfAccount(deps: AllowlistDeps, policyArn: string, roleArn: string | undefined): void {
  const account = accountOf(policyArn) ?? '';
  if (roleArn === undefined) {
    if (account === deps.config.accountId) return;
    throw new TargetError(
      `${policyArn} is in account ${account}, and this deployment's own is ${deps.config.accountId}. Create a role there ("genkan target template") and name it with --role.`,
    );
  }
  if (accountOf(roleArn) !== account) {
    throw new TargetError(
      `${roleArn} is in another account than ${policyArn}. Name a role of account ${account}.`,
    );
  }
}

/** An id from the policy's name, with a number where it is taken. */
function freeId(policyArn: string, targets: readonly Target[]): string {
  const base =
    (policyArn.split('/').at(-1) ?? '')
      .replace(/([a-z\d])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-+/, '')
      .slice(0, 30)
      .replace(/-+$/, '') || 'target';
  const isTaken = (id: string) => targets.some((target) => target.id === id);
  let id = base;
  for (let number = 2; isTaken(id); number++) id = `${base}-${number}`;
  return id;
}

function withTarget(
  groups: Deployment['groups'],
  names: readonly string[],
  target: string,
): Deployment['groups'] {
  const changed = names.map((name): [string, Group] => {
    const group = groups[name];
    return [name, { ...group, targets: [...(group?.targets ?? []), target] }];
  });
  return { ...groups, ...Object.fromEntries(changed) };
}
