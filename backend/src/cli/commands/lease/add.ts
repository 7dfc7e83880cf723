import { Command } from 'commander';
import { type CliContext, CliError, report } from '../../context.ts';
import { wholeNumber } from '../../input/options.ts';
import { formatInstant } from '../../terminal/instant.ts';

interface Options {
  readonly minutes?: number;
  readonly label?: string;
  readonly json?: boolean;
}

/** `genkan lease add`: an administrator grants a member a lease for a named address. */
export function leaseAddCommand(cli: CliContext): Command {
  return new Command('add')
    .summary('grant a member a lease for an address that you name')
    .argument('<member>', 'the member')
    .argument('<address>', 'one public IPv4 or IPv6 address')
    .option('--minutes <n>', 'how long; default: until the next reset', wholeNumber)
    .option('--label <text>', 'what the address is, for people')
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
      const deps = await cli.deps();
      const { member } = await readMember(deps.objects, memberId);
      if (member.disabled) {
        throw new CliError(
          `${memberId} is disabled. "genkan member enable ${memberId}" enables the member again.`,
        );
      }
      await requireUnblocked(deps, named.value.address);
      const result = await grant(deps, {
        member,
        ...named.value,
        minutes: options.minutes,
        requestId: 'genkan-lease-add',
      });
      const { timeZone } = deps.config;
      report(
        cli,
        options,
        result,
        result.outcome === 'covered'
          ? `The baseline covers ${text} already (${result.entry}); nothing was changed.`
          : `${member.name} has a lease for ${result.lease.cidr} until ${formatInstant(result.lease.endsAt, timeZone)} ${timeZone} (policy version ${result.policy.version}).`,
      );
    });
}
