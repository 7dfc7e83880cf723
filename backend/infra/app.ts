/** The CDK app. `cdk` runs it; `-c deployment=FILE` names the description, `-c bundle=DIR` the built backend. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { readDeployment } from './deployment-file.ts';
import { addGenkan, createApp } from './genkan-app.ts';

const app = createApp();
const file = context('deployment') ?? here('deployment.json');
addGenkan(app, {
  deployment: readDeployment(readFileSync(file, 'utf8'), file),
  bundle: context('bundle') ?? here('../dist/lambda'),
});
app.synth();

function context(name: string): string | undefined {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' ? value : undefined;
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
