import { appendFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { ListedMember } from '../../../admin/members/member-list.ts';
import type { MemberDifference } from '../../../admin/members/sync-members.ts';
import { type CliContext, CliError, propose, report } from '../../context.ts';
import { endpointOption, requireEndpoint } from '../../input/options.ts';
import { readDocument } from '../../input/read-document.ts';
import { printable } from '../../terminal/table.ts';

interface Options {
  readonly endpoint?: string;
  readonly codes?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `genkan member sync`: the members are those of a file. */
export function memberSyncCommand(cli: CliContext): Command {
  return new Command('sync')
    .summary('make the members those of a YAML or CSV file')
    .description(
      'Prints the difference, asks, adds the new members, changes names, groups and limits, and disables the members that the\nfile does not have. Setup codes of new members are printed once, or written to a new file that only you can read.',
    )
    .argument('<file>', 'the list, .yaml or .csv; "genkan member export" prints the present one')
    .addOption(endpointOption())
    .option('--codes <file>', 'write the setup codes of new members there, one line each')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ genkan member sync members.yaml --codes codes.txt')
    .action(async (file: string, options: Options) => {
      const [{ readMemberList }, { applyDifference, compareMembers }] = await Promise.all([
        import('../../../admin/members/member-list.ts'),
        import('../../../admin/members/sync-members.ts'),
      ]);
      const endpoint = requireEndpoint(cli, options.endpoint);
      const listed = readMemberList(await readDocument(file), file);
      const deps = await cli.deps();
      const difference = await compareMembers(deps, listed);
      const { added, changed, enabled, disabled } = difference;
      if (added.length + changed.length + enabled.length + disabled.length === 0) {
        report(
          cli,
          options,
          { ...difference, setupCodes: [] },
          `The members are those of ${file}; nothing was changed.`,
        );
        return;
      }
      await propose(cli, options, describe(difference), 'Change the members?');
      // The file first: a code that cannot be kept must not be made.
      if (options.codes !== undefined) await createSecretFile(options.codes);
      const setupCodes: { readonly id: string; readonly setupCode: string }[] = [];
      const failure = await applyDifference(deps, difference, {
        endpoint,
        async keep({ member: { id }, setupCode }) {
          if (options.codes === undefined) setupCodes.push({ id, setupCode });
          else await appendFile(options.codes, `${id}\t${setupCode}\n`);
        },
      }).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      report(
        cli,
        options,
        { ...difference, ...(options.codes === undefined && { setupCodes }) },
        [...(failure ? [] : [summary(difference)]), ...codesIn(options.codes, difference, setupCodes)].join(
          '\n',
        ),
      );
      // After the codes: they cannot be printed again.
      if (failure) throw failure.error;
    });
}

/** @throws {CliError} when it exists, since its codes would be lost */
async function createSecretFile(path: string): Promise<void> {
  try {
    await writeFile(path, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new CliError(`${path} cannot be created, or is there already. Nothing was changed.`, {
      cause: error,
    });
  }
}

function describe({ added, changed, enabled, disabled }: MemberDifference): string {
  return [
    ...added.map((member) => `+ ${words(member)}`),
    ...changed.map(({ before, after }) => `~ ${words(before)} → ${words(after)}`),
    ...enabled.map(({ id, name }) => `+ ${id} (${printable(name)}) is enabled again`),
    ...disabled.map(({ id, name }) => `- ${id} (${printable(name)}) is disabled, and every lease ends`),
  ].join('\n');
}

function words({ id, name, groups, maxMinutes, maxLeases }: ListedMember): string {
  const details = [
    groups.length === 0 ? 'every target' : groups.join(' '),
    ...(maxMinutes === undefined ? [] : [`${maxMinutes} min`]),
    ...(maxLeases === undefined ? [] : [`${maxLeases} leases`]),
  ];
  return `${id} (${printable(name)}): ${details.join(', ')}`;
}

function summary({ added, changed, enabled, disabled }: MemberDifference): string {
  return `${added.length} added, ${changed.length} changed, ${enabled.length} enabled, ${disabled.length} disabled.`;
}

function codesIn(
  file: string | undefined,
  { added }: MemberDifference,
  codes: readonly { readonly id: string; readonly setupCode: string }[],
): readonly string[] {
  if (added.length === 0) return [];
  return file === undefined
    ? [
        'Setup codes, shown only now; each is as secret as a password:',
        ...codes.map(({ id, setupCode }) => `${id}\t${setupCode}`),
      ]
    : [`The setup codes are in ${file}. Send each to its member and delete the file.`];
}
