import * as v from 'valibot';
import { DeploymentError } from '../../deployment-file.ts';

const outputsSchema = v.object({
  EndpointIpv4: v.pipe(v.string(), v.url()),
  EndpointDualStack: v.pipe(v.string(), v.url()),
  BucketName: v.string(),
  PolicyArn: v.string(),
  AlarmTopicArn: v.optional(v.string()),
});
export type Outputs = v.InferOutput<typeof outputsSchema>;

/** Reads what `cdk deploy --outputs-file` wrote: the outputs by stack name. @throws {DeploymentError} */
export function readOutputs(text: string): Outputs {
  try {
    const [outputs] = Object.values(v.parse(v.record(v.string(), v.unknown()), JSON.parse(text)));
    return v.parse(outputsSchema, outputs);
  } catch (cause) {
    throw new DeploymentError('The stack is deployed, but its outputs cannot be read.', { cause });
  }
}
