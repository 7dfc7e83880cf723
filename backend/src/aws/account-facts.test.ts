import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { AccessRefusedError } from '../runtime/ports.ts';
import { startLoopbackServer } from '../testing/loopback-server.ts';
import { countAlarmSubscriptions, readDefaultRetention } from './account-facts.ts';
import { findCallerArn } from './caller-identity.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:Alarms';
/** An AWS that gives these responses, one after another, and the environment that leads to it. */
async function openAws(...responses: readonly (readonly [status: number, body: string])[]) {
  const requests: string[] = [];
  const server = await startLoopbackServer(async (request, response) => {
    requests.push(`${request.method} ${request.url} ${await text(request)}`);
    const [status, body] = responses[Math.min(requests.length, responses.length) - 1] ?? [500, ''];
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
  onTestFinished(server.close);
  const env = {
    AWS_ENDPOINT_URL: server.origin,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIASANDBOX000000000',
    AWS_SECRET_ACCESS_KEY: 'sandbox-secret',
  };
  return { requests, env };
}

const subscriptions = (arns: readonly string[], next?: string) =>
  `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions>${arns
    .map((arn) => `<member><SubscriptionArn>${arn}</SubscriptionArn><Protocol>email</Protocol></member>`)
    .join(
      '',
    )}</Subscriptions>${next ? `<NextToken>${next}</NextToken>` : ''}</ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`;

test('only confirmed subscriptions of the alarm topic count, on all pages', async () => {
  const { env, requests } = await openAws(
    [200, subscriptions(['PendingConfirmation', `${TOPIC}:1`], 'next')],
    [200, subscriptions([`${TOPIC}:2`, 'Deleted'])],
  );
  expect(await countAlarmSubscriptions({ ...env, GENKAN_ALARM_TOPIC_ARN: TOPIC })).toBe(2);
  expect(requests).toHaveLength(2);
  expect(requests[1]).toContain('NextToken=next');
});

test('without a topic in the settings no request is sent', async () => {
  const { env, requests } = await openAws();
  expect(await countAlarmSubscriptions(env)).toBeUndefined();
  expect(await countAlarmSubscriptions({ ...env, GENKAN_ALARM_TOPIC_ARN: ' none ' })).toBe('none');
  expect(requests).toEqual([]);
});

test('a topic that the administrator may not read is a missing permission', async () => {
  const { env } = await openAws([
    403,
    '<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>',
  ]);
  await expect(countAlarmSubscriptions({ ...env, GENKAN_ALARM_TOPIC_ARN: TOPIC })).rejects.toThrow(
    AccessRefusedError,
  );
});

const objectLock = (rule: string) =>
  `<ObjectLockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ObjectLockEnabled>Enabled</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`;

test.each([
  [
    '<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>30</Days></DefaultRetention></Rule>',
    '30 days (GOVERNANCE)',
  ],
  [
    '<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>1</Years></DefaultRetention></Rule>',
    '1 year (COMPLIANCE)',
  ],
  ['', undefined],
])('the default retention of a bucket with Object Lock: %s', async (rule, retention) => {
  const { env } = await openAws([200, objectLock(rule)]);
  expect(await readDefaultRetention('genkan-state', env)).toBe(retention);
});

test('a bucket without Object Lock has no default retention, and one that may not be read is a missing permission', async () => {
  const error = (code: string) => `<Error><Code>${code}</Code><Message>no</Message></Error>`;
  const none = await openAws([404, error('ObjectLockConfigurationNotFoundError')]);
  expect(await readDefaultRetention('genkan-state', none.env)).toBeUndefined();
  const denied = await openAws([403, error('AccessDenied')]);
  await expect(readDefaultRetention('genkan-state', denied.env)).rejects.toThrow(AccessRefusedError);
});

test('STS names the caller, or the reason is there', async () => {
  const arn = 'arn:aws:sts::123456789012:assumed-role/Admin/hanako';
  const known = await openAws([
    200,
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  ]);
  expect(await findCallerArn(known.env)).toBe(arn);
  const expired = await openAws([
    403,
    '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token is expired</Message></Error></ErrorResponse>',
  ]);
  await expect(findCallerArn(expired.env)).rejects.toThrow(/expired/);
});
