import { Command } from 'commander';
import { type CliContext, CliError } from '../../context.ts';
import { chooseTargets, type TargetOption, targetOption } from '../../input/choose-target.ts';
import { wholeNumber } from '../../input/options.ts';
import { formatInstant } from '../../terminal/instant.ts';
import { type ForEachOptions, forEachTarget } from '../for-each-target.ts';

interface Options extends TargetOption, ForEachOptions {
  readonly minutes?: number;
  readonly label?: string;
}

/** `genkan lease add`: an administrator grants a member a lease for a named address. */
export function leaseAddCommand(cli: CliContext): Command {
  return new Command('add')
    .summary('grant a member a lease for an address that you name')
    .argument('<member>', 'the member')
    .argument('<address>', 'one public IPv4 or IPv6 address')
    .option('--minutes <n>', 'how long; default: until the next reset', wholeNumber)
    .option('--label <text>', 'what the address is, for people')
    .addOption(targetOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ genkan lease add hanako 203.0.113.7 --minutes 120 --label "customer site"',
    )
    .action(async (memberId: string, text: string, options: Options) => {
      const [{ parseAddressAndLabel }, { requireUnblocked }, { grant }, { readMember }] = await Promise.all([
        import('../../../admin/members/parse-address-and-label.ts'),
        import('../../../network-status/blocked-address.ts'),
        import('../../../leases/grant.ts'),
        import('../../../store/member-store.ts'),
      ]);
      const named = parseAddressAndLabel(text, options.label);
      if (!named.ok) throw new CliError(named.reason);
      const { timeZone } = (await cli.deps()).config;
      const { member } = await readMember((await cli.deps()).objects, memberId);
      if (member.disabled) {
        throw new CliError(
          `${memberId} is disabled. "genkan member enable ${memberId}" enables the member again.`,
        );
      }
      const targets = (await chooseTargets(cli, options)).filter(({ deps: { isMember = () => true } }) =>
        isMember(member),
      );
      if (targets.length === 0)
        throw new CliError(`${memberId} does not belong there: see "genkan target list".`);
      await forEachTarget(cli, options, targets, {
        run: async ({ deps }) => {
          await requireUnblocked(deps, named.value.address);
          return grant(deps, {
            member,
            ...named.value,
            minutes: options.minutes,
            requestId: 'genkan-lease-add',
          });
        },
        words: (result) =>
          result.outcome === 'covered'
            ? `The baseline covers ${text} already (${result.entry}); nothing was changed.`
            : `${member.name} has a lease for ${result.lease.cidr} until ${formatInstant(result.lease.endsAt, timeZone)} ${timeZone} (policy version ${result.policy.version}).`,
      });
    });
}
