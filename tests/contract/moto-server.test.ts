import { expect, test } from 'vitest';
import { findMotoServer } from './moto-server.ts';

test('a machine without moto_server is no error', async () => {
  expect(await findMotoServer('/nowhere:/also-nowhere')).toBeUndefined();
  expect(await findMotoServer('')).toBeUndefined();
});
