import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { trimSchemas } from './trim-schemas.ts';

const manifest = createRequire(import.meta.url).resolve('@aws-sdk/client-s3/package.json');
const source = await readFile(join(dirname(manifest), 'dist-es/schemas/schemas_0.js'), 'utf8');

test('of an operation’s members only those stay that Genkan uses, with their schemas', () => {
  expect(source).toMatch(/var DeleteObjectRequest\$ = [^;]*_MFA/);
  const trimmed = trimSchemas(source);
  expect(/var DeleteObjectRequest\$ = [^;]*;/.exec(trimmed)?.[0].replaceAll(/\s+/g, ' ')).toBe(
    'var DeleteObjectRequest$ = [3, n0, _DOR, 0, [_B, _K, _IM], [[0, 1], [0, 1], [0, { [_hH]: _IM_ }]], 2 ];',
  );
});

test('nothing else changes', () => {
  const structures = (text: string) => [...text.matchAll(/^export var (\w+)\$ = /gm)].map(([, name]) => name);
  const trimmed = trimSchemas(source);
  expect(structures(trimmed)).toEqual(structures(source));
  const changed = structures(source).filter((name) => {
    const declaration = new RegExp(`^export var ${name}\\$ = [\\s\\S]*?;$`, 'm');
    return declaration.exec(source)?.[0] !== declaration.exec(trimmed)?.[0];
  });
  expect(changed.sort()).toEqual([
    'DeleteObjectOutput',
    'DeleteObjectRequest',
    'GetObjectOutput',
    'GetObjectRequest',
    'ListObjectsV2Output',
    'ListObjectsV2Request',
    'PutObjectOutput',
    'PutObjectRequest',
    '_Object',
  ]);
});

test('a source of another shape is refused, and the build with it', () => {
  const other = source.replace(
    'export var PutObjectRequest$ = [3, n0',
    'export var PutObjectRequest$ = [4, n0',
  );
  expect(() => trimSchemas(other)).toThrow('The schema of PutObjectRequest in client-s3 has changed');
});
