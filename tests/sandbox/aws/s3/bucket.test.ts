import { expect, test } from 'vitest';
import { AwsError } from '../aws-error.ts';
import { Bucket } from './bucket.ts';

const makeBucket = () => new Bucket('team', { now: () => 1000 });

test('what the caller does to its bytes later does not change the object', () => {
  const bucket = makeBucket();
  const body = Uint8Array.of(1, 2, 3);
  const { etag } = bucket.put('a', body);
  body[0] = 9;
  expect([...bucket.get('a').body]).toEqual([1, 2, 3]);
  expect(bucket.get('a').etag).toBe(etag);
});

test('ETags match with and without quotes, as in S3', () => {
  const bucket = makeBucket();
  const { etag } = bucket.put('a', 'one');
  expect(bucket.put('a', 'two', { ifMatch: etag.replaceAll('"', '') }).etag).not.toBe(etag);
});

test('a refused put leaves the object, a refused delete too', () => {
  const bucket = makeBucket();
  const { etag } = bucket.put('a', 'one');
  expect(refusal(() => bucket.put('a', 'two', { ifNoneMatch: '*' }))).toBe('PreconditionFailed 412');
  expect(refusal(() => bucket.put('a', 'two', { ifMatch: '"0"' }))).toBe('PreconditionFailed 412');
  expect(refusal(() => bucket.put('b', 'two', { ifMatch: etag }))).toBe('NoSuchKey 404');
  expect(refusal(() => bucket.put('b', 'two', { ifMatch: etag, ifNoneMatch: '*' }))).toBe(
    'NotImplemented 501',
  );
  expect(refusal(() => bucket.delete('a', { ifMatch: '"0"' }))).toBe('PreconditionFailed 412');
  expect(bucket.list().objects.map(({ key, etag: current }) => [key, current])).toEqual([['a', etag]]);
});

test('a list after a put or a delete is never an old one', () => {
  const bucket = makeBucket();
  const keys = () => bucket.list().objects.map(({ key }) => key);
  bucket.put('b', '');
  expect(keys()).toEqual(['b']);
  bucket.put('a', '');
  expect(keys()).toEqual(['a', 'b']);
  bucket.delete('b');
  expect(keys()).toEqual(['a']);
});

test('a continuation token that is not ours is refused', () => {
  expect(refusal(() => makeBucket().list({ continuationToken: '!' }))).toBe('InvalidArgument 400');
});

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AwsError) return `${error.code} ${error.status}`;
    throw error;
  }
  return 'accepted';
}
