import { expect, test } from 'vitest';
import { RequestLog } from './request-log.ts';

function start() {
  const clock = { time: 0 };
  return { clock, log: new RequestLog(() => clock.time) };
}

const create = { service: 'iam', operation: 'CreatePolicyVersion', resource: 'arn' } as const;
const list = { service: 'iam', operation: 'ListPolicyVersions', resource: 'arn' } as const;

test('requests are counted by service, operation and resource', () => {
  const { log } = start();
  log.begin(create)(200);
  log.begin(list)(404, 'NoSuchEntity');
  log.begin({ service: 's3', operation: 'PutObject', resource: 'team/a' });
  expect(log.count({ service: 'iam' })).toBe(2);
  expect(log.count({ operation: 'PutObject', resource: 'team/b' })).toBe(0);
  expect(log.requests({ operation: 'ListPolicyVersions' })).toMatchObject([
    { status: 404, code: 'NoSuchEntity' },
  ]);
  expect(log.requests({ service: 's3' })).toMatchObject([{ status: undefined, end: undefined }]);
});

test('concurrency is how many overlap; touching is not overlapping', () => {
  const { clock, log } = start();
  const first = log.begin(create);
  clock.time = 10;
  first(200);
  const second = log.begin(create);
  clock.time = 15;
  const third = log.begin(list);
  expect(log.maxConcurrency({ operation: 'CreatePolicyVersion' })).toBe(1);
  expect(log.maxConcurrency()).toBe(2);
  second(200);
  third(200);
  expect(log.maxConcurrency()).toBe(2);
});

test('the response to a request from before a clear is not recorded', () => {
  const { log } = start();
  const done = log.begin(create);
  log.clear();
  log.begin(list);
  done(200);
  expect(log.requests()).toMatchObject([{ operation: 'ListPolicyVersions', status: undefined }]);
});
