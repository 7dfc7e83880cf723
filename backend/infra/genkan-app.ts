import { App, Tags, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import { GenkanStack, type GenkanStackProps } from './stack/genkan-stack.ts';

/** An app with the recommended feature flags of this CDK version; `cdk` adds its own context. */
export function createApp(options: { readonly outdir?: string } = {}): App {
  return new App({ ...options, context: recommendedFlags });
}

/** Puts the stack into the app, with the rules of AWS Solutions checked at every synthesis. */
export function addGenkan(app: App, props: GenkanStackProps): GenkanStack {
  const stack = new GenkanStack(app, 'Genkan', props);
  Tags.of(stack).add('app', 'genkan');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return stack;
}
