import { expect, test } from 'vitest';
import { s3Address } from './s3-address.ts';

test.each([
  ['127.0.0.1:4566', '/team/leases/a%20b', 'team', 'leases/a b'],
  ['localhost:4566', '/team/', 'team', ''],
  ['localhost:4566', '/', '', ''],
  ['team.localhost:4566', '/leases/a', 'team', 'leases/a'],
  ['team.localhost', '/', 'team', ''],
  ['team.s3.us-east-1.amazonaws.com', '/leases/a', 'team', 'leases/a'],
  ['team.s3.amazonaws.com', '//a', 'team', '/a'],
  ['s3.us-east-1.amazonaws.com', '/team/a', 'team', 'a'],
])('%s%s is bucket "%s", key "%s"', (host, path, bucket, key) => {
  expect(s3Address({ host, path })).toEqual({ bucket, key });
});

test('a path that is not UTF-8 is refused', () => {
  expect(() => s3Address({ host: 'localhost', path: '/team/%ff' })).toThrow('URI');
});
