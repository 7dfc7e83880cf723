import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'genkan-synth-only-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bundle = join(folder, 'bundle');
mkdirSync(bundle);
writeFileSync(join(bundle, 'index.js'), '');

const script = fileURLToPath(new URL('../deploy.ts', import.meta.url));

/** The real script and the real CDK, on a machine without AWS credentials. */
async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'], HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      output += String(part);
    });
  const [status] = await once(child, 'close');
  return { status, output };
}

// Side by side: each starts a process, and the first one waits for two more.
describe.concurrent('the deploy script', () => {
  test('writes the template without credentials', { timeout: 180_000 }, async () => {
    const out = join(folder, 'out');
    const { status, output } = await run(
      ...['--synth-only', '--region', 'ap-northeast-1', '--office', '203.0.113.7'],
      ...['--bundle', bundle, '--out', out, '--config', join(folder, 'deployment.json')],
    );
    expect(output).toContain('Nothing was deployed');
    expect(status).toBe(0);
    expect(readFileSync(join(out, 'Genkan.template.json'), 'utf8')).toContain('nodejs24.x');
    expect(output).toContain('DenyOutsideTheOffice');
    expect(existsSync(join(folder, 'deployment.json'))).toBe(false);
  });

  test('deploys nothing when there is no terminal to ask at', { timeout: 60_000 }, async () => {
    const { status, output } = await run('--region', 'ap-northeast-1', '--policy', 'OfficeOnly');
    expect(output).toContain('repeat with --yes');
    expect(status).toBe(1);
  });

  test('says what is missing when there is no terminal to ask for it at', { timeout: 60_000 }, async () => {
    const { status, output } = await run('--synth-only', '--config', join(folder, 'none.json'));
    expect(output).toContain('add --region REGION, and --policy NAME or --office ADDRESS');
    expect(status).toBe(1);
  });

  test('prints its flags', { timeout: 60_000 }, async () => {
    const { status, output } = await run('--help');
    expect(output).toContain('--synth-only');
    expect(status).toBe(0);
  });
});
