import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import type { SandboxDeployment } from '../../sandbox/deployment.ts';
import { HOME } from '../../sandbox/network/visitor.ts';

/** More than any member may ask at once. */
const REQUESTS = 500;

/**
 * Sends requests as this member until the rate limit refuses one. That response is meant to be replayed: the limit recovers
 * within a second.
 * @returns the first response that is not 200, or else the last
 */
export async function exceedRateLimit(
  world: SandboxDeployment,
  setupCode: string,
): Promise<Response | undefined> {
  const code = parseSetupCode(setupCode);
  if (!code.ok) throw new Error(code.reason);
  const { endpoint, key } = code.value;
  const site = world.gateway.site(() => HOME);
  let response: Response | undefined;
  for (let asked = 0; asked < REQUESTS && (response === undefined || response.ok); asked += 1) {
    response = await site(new Request(`${endpoint}/v1/me`, { headers: { authorization: `Bearer ${key}` } }));
  }
  return response;
}
