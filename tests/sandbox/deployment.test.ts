import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allowedAddresses } from './allowed-addresses.ts';
import { type SandboxDeployment, startDeployment } from './deployment.ts';
import { DUAL_STACK_ENDPOINT, IPV4_ENDPOINT } from './network/hosts.ts';
import { addressTowardsGenkan, HOME, HOME_IPV6 } from './network/visitor.ts';
import type { SeedState } from './seed-state.ts';

describe('a deployment in the sandbox', () => {
  let world: SandboxDeployment;
  let seed: SeedState;
  let key: string;

  beforeAll(async () => {
    world = await startDeployment();
    const code = parseSetupCode(await world.addMember('hanako', 'Hanako'));
    if (!code.ok) throw new Error(code.reason);
    key = code.value.key;
    seed = world.takeState();
  }, 120_000);
  afterAll(() => world.close());
  beforeEach(() => world.startOver(seed));

  const allowedNow = async () => allowedAddresses((await world.livePolicy()).document);

  /** A browser's request to one of the endpoints; `undefined` when the visitor cannot reach it. */
  async function ask(
    method: string,
    path: string,
    endpoint = IPV4_ENDPOINT,
    headers: Record<string, string> = {},
  ) {
    const part = endpoint === IPV4_ENDPOINT ? 'ipv4' : 'dual-stack';
    const site = world.gateway.site(() => addressTowardsGenkan(world.visitor, part));
    return site(
      new Request(`${endpoint}${path}`, { method, headers: { authorization: `Bearer ${key}`, ...headers } }),
    );
  }

  test('a grant allows the address that the gateway sees, and the reset removes it', async () => {
    expect((await ask('POST', '/v1/leases'))?.status).toBe(201);
    expect(await allowedNow()).toEqual(['123.123.123.123/32', `${HOME}/32`]);
    await world.midnight();
    expect(await allowedNow()).toEqual(['123.123.123.123/32']);
  });

  test('no header changes the observed address', async () => {
    await ask('POST', '/v1/leases', IPV4_ENDPOINT, {
      'x-forwarded-for': '198.51.100.1',
      forwarded: 'for=198.51.100.1',
    });
    expect(await allowedNow()).toEqual(['123.123.123.123/32', `${HOME}/32`]);
  });

  test('each endpoint observes its own address family', async () => {
    world.visitor.ipv6 = HOME_IPV6;
    await ask('POST', '/v1/leases', IPV4_ENDPOINT);
    await ask('POST', '/v1/leases', DUAL_STACK_ENDPOINT);
    expect(await allowedNow()).toEqual(['123.123.123.123/32', `${HOME}/32`, '2001:db8:77:1::/64']);
    world.visitor.ipv4 = undefined;
    expect(await ask('GET', '/v1/me', IPV4_ENDPOINT)).toBeUndefined();
  });

  test('the functions print no key', async () => {
    await ask('POST', '/v1/leases');
    await ask('GET', '/v1/me');
    const secret = key.split('.')[1] ?? key;
    expect(world.lambda.printed()).toContain('granted');
    expect(world.lambda.printed()).not.toContain(secret);
  });

  test('AWS enforces a version after the propagation time, and no earlier state after a restart', async () => {
    await ask('POST', '/v1/leases');
    expect(allowedAddresses(world.enforcedDocument())).toEqual(['123.123.123.123/32', `${HOME}/32`]);
    world.console.propagationMs = 60_000;
    expect(allowedAddresses(world.enforcedDocument())).toEqual(['123.123.123.123/32']);
    const whileAllowed = Date.now();
    await world.startOver(seed);
    world.console.propagationMs = Date.now() - whileAllowed;
    expect(allowedAddresses(world.enforcedDocument())).toEqual(['123.123.123.123/32']);
  });

  test('startOver restores the seed, the network and the gateway', async () => {
    await ask('POST', '/v1/leases');
    world.gateway.fault = 'throttled';
    await world.startOver(seed);
    expect(await allowedNow()).toEqual(['123.123.123.123/32']);
    expect(await (await ask('GET', '/v1/me'))?.json()).toMatchObject({
      address: HOME,
      access: { allowed: false },
    });
  });
});
