import { expect, test } from 'vitest';
import { decodeAwsChunked } from './aws-chunked.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('chunks are joined, signatures dropped, trailers read', () => {
  const encoded = '5;chunk-signature=abc\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';
  const { body, trailers } = decodeAwsChunked(bytes(encoded));
  expect(Buffer.from(body).toString()).toBe('hello!');
  expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
});

test('a body may contain line ends and be empty', () => {
  expect(Buffer.from(decodeAwsChunked(bytes('4\r\n\r\n\r\n\r\n0\r\n\r\n')).body).toString()).toBe('\r\n\r\n');
  expect(decodeAwsChunked(bytes('0\r\n\r\n')).body).toHaveLength(0);
});

test.each(['', 'hello', 'zz\r\nhello', '5\r\nhello\r\n'])('%j is refused', (text) => {
  expect(() => decodeAwsChunked(bytes(text))).toThrow('aws-chunked');
});
