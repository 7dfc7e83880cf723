import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { GenkanStack, type GenkanStackProps } from './stack/genkan-stack.ts';

/** Puts the stack into the app, with the rules of AWS Solutions checked at every synthesis. */
export function addGenkan(app: App, props: GenkanStackProps): GenkanStack {
  const stack = new GenkanStack(app, 'Genkan', props);
  Tags.of(stack).add('app', 'genkan');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return stack;
}
