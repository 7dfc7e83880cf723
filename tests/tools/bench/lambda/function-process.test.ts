import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleContestant } from './bundle-contestant.ts';
import { startFunction } from './function-process.ts';
import { FunctionFailedError } from './runtime-api.ts';

const folder = mkdtempSync(join(tmpdir(), 'genkan-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (directory: string, handler = 'index.handler') =>
  startFunction({ directory, handler, environment: {} }, ['--expose-gc']);

test('a CommonJS bundle handles events one after another', async () => {
  const running = await start(bundleContestant('empty-handler'));
  try {
    expect(await running.invoke({})).toEqual({ statusCode: 200, body: '{}' });
    expect(await running.invoke({})).toEqual({ statusCode: 200, body: '{}' });
    expect(JSON.parse(running.memory() ?? '{}')).toHaveProperty('heapUsed');
  } finally {
    await running.stop();
  }
});

test('an ES module gets the event and the context; its error is returned', async () => {
  writeFileSync(
    join(folder, 'index.mjs'),
    'export const handler = async (event, { awsRequestId }) => { if (event.fail) throw new Error("no luck"); return { event, awsRequestId }; };',
  );
  const running = await start(folder);
  try {
    expect(await running.invoke({ a: 1 })).toEqual({
      event: { a: 1 },
      awsRequestId: '00000000-0000-4000-8000-000000000001',
    });
    await expect(running.invoke({ fail: true })).rejects.toThrow(/no luck/);
    expect(await running.invoke({ b: 2 })).toMatchObject({ event: { b: 2 } });
  } finally {
    await running.stop();
  }
});

test('a bundle without the handler fails at once', async () => {
  const running = await start(bundleContestant('empty-handler'), 'index.nothing');
  try {
    await expect(running.invoke({})).rejects.toThrow(FunctionFailedError);
  } finally {
    await running.stop();
  }
});
