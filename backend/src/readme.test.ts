import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEMS } from '@genkan/shared/contract';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const readme = readFileSync(join(here, '../README.md'), 'utf8');

/** The rows of the table under a heading, each as its cells without backquotes. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

test('the problem table is the contract', () => {
  const rows = tableUnder('Problems').map(([code, status]) => [code, Number(status)]);
  expect(rows).toEqual(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]));
});

test('the environment table names every variable that is read, with its default', () => {
  const config = readFileSync(join(here, 'config.ts'), 'utf8');
  const read = [...config.matchAll(/'(GENKAN_[A-Z0-9_]+|PORT)'/g)].map(([, name]) => name);
  const rows = tableUnder('Environment');
  expect(rows.map(([name]) => name).sort()).toEqual([...new Set(read)].sort());
  for (const [name = '', byDefault = ''] of rows) {
    if (/^(required|all|none|6)$/.test(byDefault)) continue;
    const rule = config.slice(config.indexOf(`'${name}'`)).slice(0, 100);
    expect(rule.replaceAll('_', ''), name).toMatch(new RegExp(`fallback: '?${byDefault}\\b`));
  }
});

test('only src/aws imports the AWS SDK', () => {
  const offenders = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('aws/'))
    .filter((file) => /from '@aws-sdk\//.test(readFileSync(join(here, file), 'utf8')));
  expect(offenders).toEqual([]);
});

test('the audit section names every event', () => {
  const [, union = ''] =
    /AuditEventName =([\s\S]*?);/.exec(readFileSync(join(here, 'store/audit.ts'), 'utf8')) ?? [];
  const section = readme.split('\n## Audit trail\n')[1]?.split('\n## ')[0] ?? '';
  const events = [...union.matchAll(/'([a-z_]+)'/g)].map(([, event = '']) => event);
  expect(events.length).toBeGreaterThan(10);
  for (const event of events) expect(section).toContain(event.replace('member_', ''));
});
