import type { Command } from '../deploy/steps/commands.ts';
import type { DeployActions } from '../deploy/steps/steps.ts';

export interface RecordingWorld {
  readonly actions: DeployActions;
  /** What was done, in order: child processes without their paths, files, policies. */
  readonly done: string[];
  readonly printed: string[];
  readonly files: Map<string, string>;
  readonly commands: Command[];
}

/** A actions in which the commands whose words are named fail, and a deploy writes these outputs. */
export function recordingActions(
  options: { fails?: readonly string[]; policy?: 'created' | 'exists'; outputs?: string } = {},
): RecordingWorld {
  const done: string[] = [];
  const printed: string[] = [];
  const files = new Map<string, string>();
  const commands: Command[] = [];
  const execute = async (command: Command) => {
    commands.push(command);
    const words = command.args.map((argument) =>
      argument.replace(/^.*\/(?=(cdk|genkan\.mjs|build\.ts)$)/, ''),
    );
    const line = words.join(' ');
    done.push(line);
    const outputsFile = command.args[command.args.indexOf('--outputs-file') + 1];
    if (line.includes('--outputs-file') && outputsFile !== undefined)
      files.set(outputsFile, options.outputs ?? '');
    return options.fails?.some((failing) => line.includes(failing)) === true ? 1 : 0;
  };
  const actions: DeployActions = {
    run: execute,
    probe: execute,
    read: async (file) => files.get(file) ?? '',
    async write(file, text) {
      done.push(`write ${file}`);
      files.set(file, text);
    },
    async createPolicy(name) {
      done.push(`create policy ${name}`);
      return options.policy ?? 'created';
    },
    print: (text) => {
      printed.push(text);
    },
  };
  return { actions, done, printed, files, commands };
}
