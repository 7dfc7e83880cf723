import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import type { ContractCase } from './contract-case.ts';

/** Lists: one list reads all leases, so it must be complete and in a defined order. */
export const S3_LISTING_CASES: readonly ContractCase[] = [
  {
    name: 'more than a thousand keys come in pages of a thousand',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      const keys = Array.from({ length: 1003 }, (_, index) => `leases/${String(index).padStart(4, '0')}`);
      for (let start = 0; start < keys.length; start += 50)
        await putAll(s3, Bucket, keys.slice(start, start + 50));
      const first = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'leases/' }));
      expect([first.KeyCount, first.IsTruncated, first.MaxKeys]).toEqual([1000, true, 1000]);
      const ContinuationToken = first.NextContinuationToken;
      const second = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'leases/', ContinuationToken }),
      );
      expect([second.KeyCount, second.IsTruncated, second.NextContinuationToken]).toEqual([
        3,
        false,
        undefined,
      ]);
      expect([...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key)).toEqual(keys);
    },
  },
  {
    name: 'keys come in the order of their UTF-8 bytes',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      // U+FF5E sorts before U+1F600 by UTF-8, and behind it by the UTF-16 units that JavaScript compares.
      const keys = ['B', 'a', 'a/b', 'a0', 'é', '玄', '\u{FF5E}', '\u{1F600}'];
      await putAll(s3, Bucket, [...keys].reverse());
      expect(await keysOf(s3, { Bucket })).toEqual(keys);
      expect(await keysOf(s3, { Bucket, StartAfter: '玄' })).toEqual(['\u{FF5E}', '\u{1F600}']);
    },
  },
  {
    name: 'prefix, start-after and max-keys narrow a list together',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      await putAll(s3, Bucket, ['leases/a', 'leases/b', 'leases/c', 'leases/d', 'members/a']);
      expect(await keysOf(s3, { Bucket, Prefix: 'leases/', StartAfter: 'leases/b' })).toEqual([
        'leases/c',
        'leases/d',
      ]);
      expect(await keysOf(s3, { Bucket, StartAfter: 'leases/b0', MaxKeys: 2 })).toEqual([
        'leases/c',
        'leases/d',
      ]);
      expect(await keysOf(s3, { Bucket, Prefix: 'none/' })).toEqual([]);
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'leases/', MaxKeys: 4 }));
      expect([page.KeyCount, page.IsTruncated]).toEqual([4, false]);
    },
  },
  {
    name: 'max-keys is honoured over all pages',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      await putAll(s3, Bucket, ['a', 'b', 'c', 'd', 'e']);
      const pages: (string | undefined)[][] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken }));
        pages.push((page.Contents ?? []).map(({ Key }) => Key));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    },
  },
  {
    name: 'a delimiter groups keys, and a group counts once, over pages too',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      await putAll(s3, Bucket, ['audit/1', 'audit/2', 'baseline.json', 'leases/1', 'leases/2', 'z']);
      const list = (more: Partial<ListObjectsV2CommandInput>) =>
        s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/', ...more }));
      const all = await list({});
      expect(all.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['audit/', 'leases/']);
      expect(all.Contents?.map(({ Key }) => Key)).toEqual(['baseline.json', 'z']);
      expect(all.KeyCount).toBe(4);
      const first = await list({ MaxKeys: 1 });
      expect(first.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['audit/']);
      const second = await list({ MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
      expect(second.Contents?.map(({ Key }) => Key)).toEqual(['baseline.json']);
      expect(second.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['leases/']);
    },
  },
  {
    name: 'keys with every kind of character are found under their own name',
    async run({ s3, makeBucket }) {
      const Bucket = await makeBucket();
      const keys = [
        ' space ',
        '%2F',
        '&<>"\'',
        '&amp;',
        '//double',
        'a+b=c',
        'hanako~2001-db8--_64/0001',
        'question?mark#hash',
        '玄関',
      ];
      await putAll(s3, Bucket, keys);
      expect(await keysOf(s3, { Bucket })).toEqual([...keys].sort());
      for (const key of keys) expect(await keysOf(s3, { Bucket, Prefix: key })).toEqual([key]);
    },
  },
];

async function putAll(s3: S3Client, Bucket: string, keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))));
}

async function keysOf(s3: S3Client, input: ListObjectsV2CommandInput): Promise<(string | undefined)[]> {
  return ((await s3.send(new ListObjectsV2Command(input))).Contents ?? []).map(({ Key }) => Key);
}
