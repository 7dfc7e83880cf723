import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import type { DeploymentInput } from '../deployment.ts';
import { parseDeployment } from '../deployment-file.ts';
import { addGenkan, createApp } from '../genkan-app.ts';
import type { GenkanStack } from '../stack/genkan-stack.ts';

export interface Synthesis {
  readonly template: Template;
  readonly resources: Readonly<Record<string, Resource>>;
}

const resourceSchema = v.object({
  Type: v.string(),
  DependsOn: v.optional(v.union([v.string(), v.array(v.string())]), []),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
});
export type Resource = v.InferOutput<typeof resourceSchema>;

const resourcesSchema = v.record(v.string(), resourceSchema);

/**
 * Synthesises the stack with a stub for the bundle, so that no build is needed; takes about two seconds.
 *
 * @throws when a rule of AWS Solutions is broken, as `cdk deploy` does.
 */
export function synthesise(input: DeploymentInput, change?: (stack: GenkanStack) => void): Synthesis {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-infra-'));
  try {
    const bundle = join(folder, 'bundle');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'index.js'), 'exports.http = exports.scheduled = async () => {};');
    const app = createApp({ outdir: join(folder, 'out') });
    const stack = addGenkan(app, { deployment: parseDeployment(input, 'the test'), bundle });
    change?.(stack);
    app.synth();
    const template = Template.fromStack(stack);
    return { template, resources: v.parse(resourcesSchema, template.toJSON()['Resources']) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The one logical id of this type that starts with the prefix; CDK adds a hash. */
export function logicalId({ resources }: Synthesis, prefix: string, type: string): string {
  const found = Object.keys(resources).filter(
    (name) => name.startsWith(prefix) && resources[name]?.Type === type,
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} ${type} begin with ${prefix}`);
  return only;
}
