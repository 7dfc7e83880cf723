import { IAMServiceException } from '@aws-sdk/client-iam';
import { S3ServiceException } from '@aws-sdk/client-s3';

/** AWS's error, as the SDK reports it: its name and the HTTP status, for example `NoSuchKey 404`. */
export async function refusalOf(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
  } catch (error) {
    if (error instanceof S3ServiceException || error instanceof IAMServiceException) {
      return `${error.name} ${error.$metadata.httpStatusCode}`;
    }
    throw error;
  }
  return 'accepted';
}

/** How often each outcome occurred among requests that were sent at once. */
export async function outcomesOf(sent: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const outcomes: Record<string, number> = {};
  for (const outcome of await Promise.all(sent.map(refusalOf)))
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  return outcomes;
}
