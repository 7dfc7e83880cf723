import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';
import { CreatePolicyCommand, EntityAlreadyExistsException, IAMClient } from '@aws-sdk/client-iam';
import { log } from '@clack/prompts';
import type { Command } from './commands.ts';
import type { DeployActions } from './steps.ts';

/** Child processes, files, IAM with the administrator's own credentials, and the terminal. */
export const systemActions: DeployActions = {
  async run(command) {
    log.step(command.title);
    return start(command, 'inherit');
  },
  probe: (command) => start(command, 'ignore'),
  read: (file) => readFile(file, 'utf8'),
  async write(file, text) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  },
  async createPolicy(PolicyName, PolicyDocument) {
    try {
      await new IAMClient().send(
        new CreatePolicyCommand({
          PolicyName,
          PolicyDocument,
          Description: 'Denies everything outside the office; Genkan adds members for a while',
        }),
      );
      return 'created';
    } catch (error) {
      if (error instanceof EntityAlreadyExistsException) return 'exists';
      throw error;
    }
  },
  print: (text) => log.message(text),
};

async function start({ args, cwd, env }: Command, stdio: 'inherit' | 'ignore'): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['inherit', stdio, stdio],
    // `node` in cdk.json must be the Node.js that runs this.
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      ...env,
    },
  });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}
