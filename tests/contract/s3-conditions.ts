import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import type { ContractCase } from './contract-case.ts';
import { outcomesOf, refusalOf } from './refusal.ts';

const FIFTY = Array.from({ length: 50 }, (_, index) => `writer-${index}`);

/** The writer lock depends on these: a condition and its write are one step. */
export const S3_CONDITION_CASES: readonly ContractCase[] = [
  {
    name: 'If-None-Match * creates, and never replaces',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const put = (Body: string) => s3.send(new PutObjectCommand({ ...object, Body, IfNoneMatch: '*' }));
      expect(await refusalOf(put('first'))).toBe('accepted');
      expect(await refusalOf(put('second'))).toBe('PreconditionFailed 412');
      expect(await bodyOf(s3, object)).toBe('first');
      await s3.send(new DeleteObjectCommand(object));
      expect(await refusalOf(put('third'))).toBe('accepted');
    },
  },
  {
    name: 'If-Match replaces only the object it names',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const { ETag: first } = await s3.send(new PutObjectCommand({ ...object, Body: 'first' }));
      const put = (Body: string) => s3.send(new PutObjectCommand({ ...object, Body, IfMatch: first }));
      expect(await refusalOf(put('second'))).toBe('accepted');
      expect(await refusalOf(put('third'))).toBe('PreconditionFailed 412');
      expect(await bodyOf(s3, object)).toBe('second');
      await s3.send(new DeleteObjectCommand(object));
      expect(await refusalOf(put('fourth'))).toBe('NoSuchKey 404');
    },
  },
  {
    name: 'an ETag names the content: the same bytes written again match',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const { ETag } = await s3.send(new PutObjectCommand({ ...object, Body: 'same' }));
      await s3.send(new PutObjectCommand({ ...object, Body: 'other' }));
      await s3.send(new PutObjectCommand({ ...object, Body: 'same' }));
      const put = new PutObjectCommand({ ...object, Body: 'next', IfMatch: ETag });
      expect(await refusalOf(s3.send(put))).toBe('accepted');
    },
  },
  {
    name: 'If-None-Match knows only *',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock', Body: '{}' };
      const put = new PutObjectCommand({ ...object, IfNoneMatch: '"0123456789abcdef0123456789abcdef"' });
      expect(await refusalOf(s3.send(put))).toBe('NotImplemented 501');
    },
  },
  {
    name: 'a conditional delete takes only the object it names',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const { ETag: first } = await s3.send(new PutObjectCommand({ ...object, Body: 'first' }));
      const { ETag: second } = await s3.send(new PutObjectCommand({ ...object, Body: 'second' }));
      const remove = (IfMatch?: string) => s3.send(new DeleteObjectCommand({ ...object, IfMatch }));
      expect(await refusalOf(remove(first))).toBe('PreconditionFailed 412');
      expect(await bodyOf(s3, object)).toBe('second');
      expect(await refusalOf(remove(second))).toBe('accepted');
      expect(await refusalOf(s3.send(new GetObjectCommand(object)))).toBe('NoSuchKey 404');
    },
  },
  {
    name: 'a conditional delete of nothing is refused',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const { ETag } = await s3.send(new PutObjectCommand({ ...object, Body: 'gone' }));
      await s3.send(new DeleteObjectCommand(object));
      const again = await refusalOf(s3.send(new DeleteObjectCommand({ ...object, IfMatch: ETag })));
      // AWS does not document which of the two errors it returns for ETags; a client must handle both.
      expect(['NoSuchKey 404', 'PreconditionFailed 412']).toContain(again);
    },
  },
  {
    name: 'of fifty racing creations exactly one wins',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const puts = FIFTY.map(async (Body) => {
        await s3.send(new PutObjectCommand({ ...object, Body, IfNoneMatch: '*' }));
        return Body;
      });
      const outcomes = await outcomesOf(puts);
      expect(outcomes).toEqual({ accepted: 1, ...lost(outcomes) });
      const [winner] = (await Promise.allSettled(puts)).filter((put) => put.status === 'fulfilled');
      expect(await bodyOf(s3, object)).toBe(winner?.value);
    },
  },
  {
    name: 'of fifty racing replacements exactly one wins',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const { ETag } = await s3.send(new PutObjectCommand({ ...object, Body: 'expired' }));
      const puts = FIFTY.map((Body) => s3.send(new PutObjectCommand({ ...object, Body, IfMatch: ETag })));
      const outcomes = await outcomesOf(puts);
      expect(outcomes).toEqual({ accepted: 1, ...lost(outcomes) });
      expect(await bodyOf(s3, object)).toMatch(/^writer-/);
    },
  },
  {
    name: 'of fifty racing conditional deletes exactly one wins',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/writer.lock' };
      const { ETag } = await s3.send(new PutObjectCommand({ ...object, Body: 'mine' }));
      const deletes = FIFTY.map(() => s3.send(new DeleteObjectCommand({ ...object, IfMatch: ETag })));
      const outcomes = await outcomesOf(deletes);
      expect(outcomes).toEqual({ accepted: 1, ...lost(outcomes) });
    },
  },
  {
    name: 'a conditional read of an unchanged object is a 304',
    async run({ s3, makeBucket }) {
      const object = { Bucket: await makeBucket(), Key: 'state/applied.json' };
      const { ETag } = await s3.send(new PutObjectCommand({ ...object, Body: 'one' }));
      const read = () => s3.send(new GetObjectCommand({ ...object, IfNoneMatch: ETag }));
      expect(await refusalOf(read())).toMatch(/ 304$/);
      await s3.send(new PutObjectCommand({ ...object, Body: 'two' }));
      expect(await (await read()).Body?.transformToString()).toBe('two');
    },
  },
];

/** The forty-nine losers of a race, each with an error that S3 documents for it. */
function lost(outcomes: Record<string, number>): Record<string, number> {
  const losses = ['PreconditionFailed 412', 'ConditionalRequestConflict 409', 'NoSuchKey 404'];
  const counted = losses.flatMap((loss) =>
    outcomes[loss] === undefined ? [] : [[loss, outcomes[loss]] as const],
  );
  expect(counted.reduce((sum, [, count]) => sum + count, 0)).toBe(FIFTY.length - 1);
  return Object.fromEntries(counted);
}

async function bodyOf(s3: S3Client, object: { Bucket: string; Key: string }): Promise<string | undefined> {
  return (await s3.send(new GetObjectCommand(object))).Body?.transformToString();
}
