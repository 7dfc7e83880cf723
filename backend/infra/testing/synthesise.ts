import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { DeploymentInput } from '../deployment.ts';
import { parseDeployment } from '../deployment-file.ts';
import { addGenkan } from '../genkan-app.ts';
import type { GenkanStack } from '../stack/genkan-stack.ts';

export interface Synthesis {
  readonly template: Template;
  /** The folder that holds everything written; the caller removes it. */
  readonly folder: string;
  /** The template's file. */
  readonly file: string;
}

/**
 * Synthesises the stack with a stub for the bundle, so that no build is needed; takes about two seconds.
 *
 * @throws when a rule of AWS Solutions is broken, as `cdk deploy` does.
 */
export function synthesise(input: DeploymentInput, change?: (stack: GenkanStack) => void): Synthesis {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-infra-'));
  const bundle = mkdtempSync(join(folder, 'bundle-'));
  writeFileSync(join(bundle, 'index.js'), 'exports.http = exports.scheduled = async () => {};');
  const outdir = join(folder, 'cdk.out');
  const app = new App({ outdir });
  const stack = addGenkan(app, { deployment: parseDeployment(input, 'the test'), bundle });
  change?.(stack);
  app.synth();
  return { template: Template.fromStack(stack), folder, file: join(outdir, stack.templateFile) };
}
