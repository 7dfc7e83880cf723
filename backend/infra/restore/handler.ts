/**
 * Deployed inline with the stack: puts the policy back to its baseline before CloudFormation takes the stack away. It
 * uses the SDK that Lambda's Node.js runtime brings, so the bundle stays below the 4,096 characters of inline code.
 */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { outcome, type ResourceEvent, type RestoreWorld } from './outcome.ts';

/** @throws when CloudFormation cannot be answered; Lambda then tries again. */
export async function handler(event: ResourceEvent & { readonly ResponseURL: string }): Promise<void> {
  const answer = await outcome(event, world(required('BUCKET'), required('RESET_FUNCTION')));
  // The presigned URL is signed for an empty content type.
  const response = await fetch(event.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify(answer),
  });
  if (!response.ok) throw new Error(`CloudFormation refused the answer: ${response.status}`);
}

function world(bucket: string, resetFunction: string): RestoreWorld {
  return {
    async hasObjects(prefix) {
      const listing = await new S3Client().send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 }),
      );
      return (listing.KeyCount ?? 0) > 0;
    },
    async resetToBaseline() {
      const answer = await new LambdaClient().send(
        new InvokeCommand({
          FunctionName: resetFunction,
          Payload: JSON.stringify({ task: 'reset', toBaseline: true }),
        }),
      );
      // A function that throws still answers 200; only this field tells.
      if (answer.FunctionError === undefined) return undefined;
      return answer.Payload === undefined ? answer.FunctionError : new TextDecoder().decode(answer.Payload);
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
