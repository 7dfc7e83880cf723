import type { Command } from '../deploy/commands.ts';
import type { DeployWorld } from '../deploy/steps.ts';

export interface RecordingWorld {
  readonly world: DeployWorld;
  /** What was done, in order: child processes without their paths, files, policies. */
  readonly done: string[];
  readonly said: string[];
  readonly files: Map<string, string>;
  readonly commands: Command[];
}

/** A world in which the commands whose words are named fail, and a deploy writes these outputs. */
export function recordingWorld(
  options: { fails?: readonly string[]; policy?: 'created' | 'exists'; outputs?: string } = {},
): RecordingWorld {
  const done: string[] = [];
  const said: string[] = [];
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
  const world: DeployWorld = {
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
    say: (text) => {
      said.push(text);
    },
  };
  return { world, done, said, files, commands };
}
