import { readFile } from 'node:fs/promises';
import { diffPolicies } from '@genkan/shared/policy';
import { Command } from 'commander';
import { proposeFromLive, readBaseline, requireFenced, writeBaseline } from '../../admin/baseline.ts';
import { BASELINE_KEY } from '../../store/baseline.ts';
import { type CliContext, CliError, report, requireYes } from '../context.ts';
import { describeDiff } from '../describe-diff.ts';

/** `genkan baseline …` */
export function baselineCommand(cli: CliContext): Command {
  return new Command('baseline')
    .description('the pristine policy that every reset returns to')
    .addCommand(baselineShowCommand(cli))
    .addCommand(baselineSetCommand(cli));
}

function baselineShowCommand(cli: CliContext): Command {
  return new Command('show')
    .summary('print the baseline')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ genkan baseline show > baseline.json')
    .action(async (options: { json?: boolean }) => {
      const { document } = await readBaseline(cli.deps());
      report(cli, options, { document }, document);
    });
}

function baselineSetCommand(cli: CliContext): Command {
  return new Command('set')
    .summary('replace the baseline, from a file or from the live policy without its leases')
    .argument('[file]', 'a policy document')
    .option('--from-live', 'adopt what was edited by hand in the live policy')
    .option('-y, --yes', 'do not ask')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ genkan baseline set baseline.json\n  $ genkan baseline set --from-live --yes',
    )
    .action(
      async (file: string | undefined, options: { fromLive?: boolean; yes?: boolean; json?: boolean }) => {
        if ((file === undefined) !== (options.fromLive === true)) {
          throw new CliError('Name a file, or use --from-live.');
        }
        const deps = cli.deps();
        const document = file === undefined ? await proposeFromLive(deps) : await readDocument(file);
        requireFenced(deps, document);
        const stored = await deps.objects.get(BASELINE_KEY);
        const change = stored ? diffPolicies(stored.body, document) : undefined;
        if (!options.json) cli.print(change ? describeDiff(change) : 'There is no baseline yet.');
        await requireYes(cli, options, 'Make this the baseline?');
        await writeBaseline(deps, document, stored?.etag);
        report(
          cli,
          options,
          { changed: !change?.same, ...(change && { change }) },
          'The baseline is set. It takes effect with the next reset ("genkan reset").',
        );
      },
    );
}

async function readDocument(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CliError(`${file} cannot be read.`, { cause: error });
  }
}
