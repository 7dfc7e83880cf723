import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import type { ContractCase } from './contract-case.ts';
import { refusalOf } from './refusal.ts';

/** Objects: what goes in comes out, and what is not there is refused. */
export const S3_OBJECT_CASES: readonly ContractCase[] = [
  {
    name: 'a bucket without Object Lock has no configuration of it',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      expect(await refusalOf(s3.send(new GetObjectLockConfigurationCommand({ Bucket })))).toBe(
        'ObjectLockConfigurationNotFoundError 404',
      );
    },
  },
  {
    name: 'an ETag is the MD5 in quotes, the same from put, get, head and list',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      const Key = 'baseline.json';
      const etag = `"${createHash('md5').update('{"a":1}').digest('hex')}"`;
      expect((await s3.send(new PutObjectCommand({ Bucket, Key, Body: '{"a":1}' }))).ETag).toBe(etag);
      expect((await s3.send(new GetObjectCommand({ Bucket, Key }))).ETag).toBe(etag);
      expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).ETag).toBe(etag);
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
      expect(Contents?.map(({ ETag }) => ETag)).toEqual([etag]);
    },
  },
  {
    name: 'bodies come back byte for byte: UTF-8, binary, empty, streamed',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      const streamed = {
        Body: Readable.from([bytes.slice(0, 9000), bytes.slice(9000)]),
        ContentLength: bytes.length,
      };
      await s3.send(new PutObjectCommand({ Bucket, Key: 'text', Body: '玄関 – é\r\n' }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'binary', Body: bytes }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: '', ContentLength: 0 }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', ...streamed }));
      const read = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body;
      expect(await (await read('text'))?.transformToString()).toBe('玄関 – é\r\n');
      expect(await (await read('binary'))?.transformToByteArray()).toEqual(bytes);
      expect(await (await read('empty'))?.transformToString()).toBe('');
      expect(await (await read('streamed'))?.transformToByteArray()).toEqual(bytes);
    },
  },
  {
    name: 'content type and metadata come back',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'audit.json' };
      const described = { ContentType: 'application/json', Metadata: { writer: 'genkan' } };
      await s3.send(new PutObjectCommand({ ...object, Body: '{}', ...described }));
      const { ContentType, Metadata, ContentLength } = await s3.send(new HeadObjectCommand(object));
      expect({ ContentType, Metadata, ContentLength }).toEqual({ ...described, ContentLength: 2 });
    },
  },
  {
    name: 'what is not there is refused with 404',
    async run({ s3, makeBucket }) {
      const nothing = { Bucket: await makeBucket(), Key: 'nothing' };
      const nowhere = { Bucket: `${nothing.Bucket}-none`, Key: 'nothing' };
      expect(await refusalOf(s3.send(new GetObjectCommand(nothing)))).toBe('NoSuchKey 404');
      expect(await refusalOf(s3.send(new HeadObjectCommand(nothing)))).toBe('NotFound 404');
      expect(await refusalOf(s3.send(new GetObjectCommand(nowhere)))).toBe('NoSuchBucket 404');
      expect(await refusalOf(s3.send(new PutObjectCommand({ ...nowhere, Body: '{}' })))).toBe(
        'NoSuchBucket 404',
      );
      expect(await refusalOf(s3.send(new ListObjectsV2Command(nowhere)))).toBe('NoSuchBucket 404');
      expect(await refusalOf(s3.send(new HeadBucketCommand(nowhere)))).toBe('NotFound 404');
    },
  },
  {
    name: 'deleting twice succeeds twice, and the object is gone at once',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'leases/one' };
      const count = async () => (await s3.send(new ListObjectsV2Command({ Bucket: object.Bucket }))).KeyCount;
      await s3.send(new PutObjectCommand({ ...object, Body: '{}' }));
      expect(await count()).toBe(1);
      expect((await s3.send(new DeleteObjectCommand(object))).$metadata.httpStatusCode).toBe(204);
      expect(await refusalOf(s3.send(new GetObjectCommand(object)))).toBe('NoSuchKey 404');
      expect(await count()).toBe(0);
      expect((await s3.send(new DeleteObjectCommand(object))).$metadata.httpStatusCode).toBe(204);
    },
  },
  {
    name: 'a body that does not match its checksum is refused and not stored',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'broken' };
      const ContentMD5 = createHash('md5').update('something else').digest('base64');
      const broken = { ...object, Body: 'something' };
      expect(await refusalOf(s3.send(new PutObjectCommand({ ...broken, ContentMD5 })))).toBe('BadDigest 400');
      const ChecksumCRC32 = 'AAAAAA==';
      expect(await refusalOf(s3.send(new PutObjectCommand({ ...broken, ChecksumCRC32 })))).toBe(
        'BadDigest 400',
      );
      expect(await refusalOf(s3.send(new GetObjectCommand(object)))).toBe('NoSuchKey 404');
    },
  },
  {
    name: 'a key has at most 1024 bytes of UTF-8',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));
      expect(await refusalOf(put('é'.repeat(512)))).toBe('accepted');
      expect(await refusalOf(put(`${'é'.repeat(512)}a`))).toBe('KeyTooLongError 400');
    },
  },
];
