import { expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { systemClock } from '../system-deps.ts';
import { createWorld } from '../testing/world.ts';

test('a request that was answered leaves no timer behind', async () => {
  const world = await createWorld();
  const key = await world.join('hanako');
  const app = createApp({ ...world.deps, clock: { ...systemClock, now: () => world.time.now } });
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  const response = await app.request('/v1/leases', { method: 'POST', headers: { authorization: key } });
  expect(response.status).toBe(201);
  expect(timers()).toBe(before);
});
