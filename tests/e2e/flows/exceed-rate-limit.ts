import { parseSetupCode } from '@genkan/shared/codes/setup-code';
import type { SandboxDeployment } from '../../sandbox/deployment.ts';
import { HOME } from '../../sandbox/network/visitor.ts';

/** More than any member may ask at once. */
const QUESTIONS = 500;

/**
 * Asks as this member until Genkan has had enough. That answer is meant to be given again: Genkan's patience comes back
 * within a second.
 * @returns the first answer that is not 200, or else the last
 */
export async function askTooOften(
  world: SandboxDeployment,
  setupCode: string,
): Promise<Response | undefined> {
  const code = parseSetupCode(setupCode);
  if (!code.ok) throw new Error(code.reason);
  const { endpoint, key } = code.value;
  const site = world.gateway.site(() => HOME);
  let answer: Response | undefined;
  for (let asked = 0; asked < QUESTIONS && (answer === undefined || answer.ok); asked += 1) {
    answer = await site(new Request(`${endpoint}/v1/me`, { headers: { authorization: `Bearer ${key}` } }));
  }
  return answer;
}
