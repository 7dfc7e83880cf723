import { createFakeBackend, type FakeBackend } from '../../../extension/lib/testing/fake-backend.ts';
import { type FakeTarget, threeTargets } from '../../../extension/lib/testing/fake-targets.ts';
import type { SandboxDeployment } from '../../sandbox/deployment.ts';
import { DUAL_STACK_ENDPOINT, IPV4_ENDPOINT } from '../../sandbox/network/hosts.ts';
import { HOME } from '../../sandbox/network/visitor.ts';

/** A deployment with three accounts at the endpoints of the sandbox. The console's own account is Production. */
export interface ThreeAccounts {
  readonly backend: FakeBackend;
  readonly production: FakeTarget;
  readonly staging: FakeTarget;
  readonly development: FakeTarget;
  /** Puts the sandbox's own deployment back. */
  close(): void;
}

/** Responds instead of the sandbox's functions, which have one policy; preflights stay theirs. */
export function serveThreeAccounts({ gateway }: SandboxDeployment): ThreeAccounts {
  const backend = createFakeBackend(Date.now);
  backend.endpoints = { ipv4: IPV4_ENDPOINT, dualStack: DUAL_STACK_ENDPOINT };
  for (const endpoint of [IPV4_ENDPOINT, DUAL_STACK_ENDPOINT])
    backend.addresses[new URL(endpoint).hostname] = HOME;
  const [production, staging, development] = threeTargets();
  backend.targets.push(production, staging, development);

  const { site } = gateway;
  gateway.site = (seenAddress) => {
    const own = site(seenAddress);
    return async (request) => {
      if (request.method === 'OPTIONS') return own(request);
      const body = await request.text();
      const response = await backend.fetch(request.url, {
        method: request.method,
        ...(body === '' ? {} : { body }),
      });
      response.headers.set('access-control-allow-origin', '*');
      return response;
    };
  };
  return {
    backend,
    production,
    staging,
    development,
    close: () => {
      gateway.site = site;
    },
  };
}
