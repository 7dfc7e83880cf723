import * as v from 'valibot';
import { type Deployment, type DeploymentInput, deploymentSchema } from './deployment.ts';

/** A deployment is described wrongly; the message names every wrong entry and what it should be. */
export class DeploymentError extends Error {
  override readonly name = 'DeploymentError';
}

/** @throws {DeploymentError} when the text is not the JSON of a deployment; `source` names it for the reader. */
export function readDeployment(text: string, source: string): Deployment {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DeploymentError(`${source} is not JSON.`, { cause });
  }
  return parseDeployment(json, source);
}

/** @throws {DeploymentError} */
export function parseDeployment(input: unknown, source: string): Deployment {
  const result = v.safeParse(deploymentSchema, input);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  throw new DeploymentError(`${source}: ${problems.join('; ')}`);
}

/** The JSON to keep; what was left out stays out, so that later defaults apply. */
export function formatDeployment(deployment: DeploymentInput): string {
  return `${JSON.stringify(deployment, undefined, 2)}\n`;
}
