/**
 * Deployed inline with the stack: returns the policy to its baseline before CloudFormation deletes the stack. It uses the SDK
 * of Lambda's Node.js runtime, so the bundle stays below the 4,096 characters of inline code.
 */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type ResourceEvent, type RestoreActions, restoreOutcome } from './outcome.ts';

/** @throws when the response to CloudFormation fails; Lambda then tries again. */
export async function handler(event: ResourceEvent & { readonly ResponseURL: string }): Promise<void> {
  const outcome = await restoreOutcome(event, actions(required('BUCKET'), required('RESET_FUNCTION')));
  // The presigned URL is signed for an empty content type.
  const response = await fetch(event.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify(outcome),
  });
  if (!response.ok) throw new Error(`CloudFormation refused the response: ${response.status}`);
}

function actions(bucket: string, resetFunction: string): RestoreActions {
  return {
    async hasObjects(prefix) {
      const listing = await new S3Client().send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }),
      );
      return (listing.KeyCount ?? 0) > 0;
    },
    async resetToBaseline() {
      const result = await new LambdaClient().send(
        new InvokeCommand({
          FunctionName: resetFunction,
          Payload: JSON.stringify({ task: 'reset', toBaseline: true }),
        }),
      );
      // The status is 200 also when the function throws; then `FunctionError` is set.
      if (result.FunctionError === undefined) return undefined;
      return result.Payload === undefined ? result.FunctionError : new TextDecoder().decode(result.Payload);
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
