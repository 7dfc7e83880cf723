import { readFile } from 'node:fs/promises';
import { DUAL_STACK_ENDPOINT } from '../../sandbox/network/hosts.ts';

const ROLL_OUT = new URL('../../../extension/store/roll-out.md', import.meta.url);

/**
 * The policies that the roll-out's page shows for a browser, with the sandbox's endpoint.
 * @param extensionId Chromium's; Firefox's is fixed
 */
export async function documentedPolicies(
  browser: 'Chromium' | 'Firefox',
  extensionId = '',
): Promise<unknown> {
  const text = await readFile(ROLL_OUT, 'utf8');
  const above = browser === 'Chromium' ? '\\*\\*Linux\\*\\*' : '## Firefox';
  const block = new RegExp(`${above}[\\s\\S]*?\`\`\`json\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
  return JSON.parse(
    block
      .replaceAll('EXTENSION_ID', extensionId)
      .replace(/https:\/\/[\w.-]+execute-api[\w.-]+/, DUAL_STACK_ENDPOINT),
  );
}
