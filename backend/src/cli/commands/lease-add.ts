import { parseAddress, publicity } from '@genkan/shared/address';
import { Command } from 'commander';
import { grant } from '../../allowlist/grant.ts';
import { readMember } from '../../store/member-store.ts';
import { type CliContext, CliError, report } from '../context.ts';
import { wholeNumber } from '../options.ts';

/** `genkan lease add`: an administrator lets a member in from a named address. */
export function leaseAddCommand(cli: CliContext): Command {
  return new Command('add')
    .summary('let a member in from an address that you name')
    .argument('<member>', 'the member')
    .argument('<address>', 'one public IPv4 or IPv6 address')
    .option('--minutes <n>', 'how long; default: until the next reset', wholeNumber)
    .option('--label <text>', 'what the address is, for people')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ genkan lease add hanako 203.0.113.7 --minutes 120 --label "customer site"',
    )
    .action(
      async (
        memberId: string,
        text: string,
        options: { minutes?: number; label?: string; json?: boolean },
      ) => {
        const address = parseAddress(text);
        if (!address.ok) throw new CliError(`"${text}" is not an address: ${address.reason}.`);
        const verdict = publicity(address.value);
        if (!verdict.public) throw new CliError(`${text} cannot be let in: ${verdict.reason}.`);
        const deps = cli.deps();
        const { member } = await readMember(deps.objects, memberId);
        const result = await grant(deps, {
          member,
          address: address.value,
          minutes: options.minutes,
          label: options.label,
          requestId: 'genkan-lease-add',
        });
        report(
          cli,
          options,
          result,
          result.outcome === 'covered'
            ? `The baseline covers ${text} already (${result.entry}); nothing was changed.`
            : `${member.name} is let in from ${result.lease.cidr} until ${result.lease.endsAt} (policy version ${result.policy.version}).`,
        );
      },
    );
}
