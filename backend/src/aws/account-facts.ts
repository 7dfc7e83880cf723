import { type IAMClient, ListPolicyTagsCommand } from '@aws-sdk/client-iam';
import { GetObjectLockConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Tag } from '../runtime/account-port.ts';
import type { Environment } from '../runtime/settings-reader.ts';
import { callAws, callOptions } from './call.ts';
import { awsOptions } from './client-options.ts';
import { describeFailure } from './errors.ts';

/** The setting that names the topic of the alarms; `none` where the deployment has no topic. */
const TOPIC_SETTING = 'GENKAN_ALARM_TOPIC_ARN';

/** @throws the port's errors */
export async function readPolicyTags(client: IAMClient, arn: string): Promise<readonly Tag[]> {
  const tags: Tag[] = [];
  let Marker: string | undefined;
  do {
    const command = new ListPolicyTagsCommand({ PolicyArn: arn, ...(Marker && { Marker }) });
    const page = await callAws('iam', (call) => client.send(command, call));
    for (const { Key, Value } of page.Tags ?? [])
      if (Key !== undefined) tags.push({ key: Key, value: Value ?? '' });
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker);
  return tags;
}

/**
 * The bucket's Object Lock default retention, such as `30 days (GOVERNANCE)`; `undefined` when it has none.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html
 * @throws the port's errors
 */
export async function readDefaultRetention(bucket: string, env: Environment): Promise<string | undefined> {
  const options = awsOptions(env, 'S3');
  const client = new S3Client({
    ...options,
    ...callOptions(),
    forcePathStyle: options.endpoint !== undefined,
    followRegionRedirects: true,
  });
  try {
    const command = new GetObjectLockConfigurationCommand({ Bucket: bucket });
    const { ObjectLockConfiguration } = await callAws('s3', (call) => client.send(command, call));
    const retention = ObjectLockConfiguration?.Rule?.DefaultRetention;
    if (retention === undefined) return undefined;
    const { Days, Years, Mode } = retention;
    const [count, unit] = Years === undefined ? [Days, 'day'] : [Years, 'year'];
    return `${count} ${unit}${count === 1 ? '' : 's'} (${Mode})`;
  } catch (error) {
    if (/^ObjectLockConfigurationNotFound/.test(describeFailure(error).name)) return undefined;
    throw error;
  }
}

/**
 * Confirmed subscriptions of the alarm topic that the settings name. One that waits for its confirmation has no ARN yet.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html
 * @throws the port's errors
 */
export async function countAlarmSubscriptions(env: Environment): Promise<number | 'none' | undefined> {
  const topic = env[TOPIC_SETTING]?.trim();
  if (!topic) return undefined;
  if (topic === 'none') return 'none';
  const { credentials } = awsOptions(env, 'IAM');
  const endpoint = env['AWS_ENDPOINT_URL_SNS'] || env['AWS_ENDPOINT_URL'];
  const [, , , region] = topic.split(':');
  const client = new SNSClient({
    ...(region && { region }),
    ...(credentials && { credentials }),
    ...(endpoint && { endpoint }),
    ...callOptions(),
  });
  let confirmed = 0;
  let NextToken: string | undefined;
  do {
    const command = new ListSubscriptionsByTopicCommand({ TopicArn: topic, ...(NextToken && { NextToken }) });
    const page = await callAws('scheduler', (call) => client.send(command, call));
    confirmed += (page.Subscriptions ?? []).filter(({ SubscriptionArn = '' }) =>
      SubscriptionArn.startsWith('arn:'),
    ).length;
    NextToken = page.NextToken;
  } while (NextToken);
  return confirmed;
}
