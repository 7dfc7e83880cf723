import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEMS } from '@genkan/shared/contract';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { loadConfig, loadServerConfig } from './runtime/config.ts';

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
  const source = readFileSync(join(here, 'runtime/config.ts'), 'utf8');
  const read = [...source.matchAll(/'(GENKAN_[A-Z0-9_]+|PORT)'/g)].map(([, name]) => name);
  const rows = tableUnder('Environment').map(([name = '', byDefault = '']) => [name, byDefault] as const);
  expect(rows.map(([name]) => name).sort()).toEqual([...new Set(read)].sort());
  const config = loadConfig({
    GENKAN_POLICY_ARN: 'arn:aws:iam::123456789012:policy/OfficeOnly',
    GENKAN_BUCKET: 'genkan-state',
  });
  const { host, port, trustedProxies } = loadServerConfig({});
  expect(rows.filter(([, byDefault]) => !/^(required|all|none)$/.test(byDefault))).toEqual([
    ['GENKAN_TIME_ZONE', config.timeZone],
    ['GENKAN_RESET_TIME', config.resetTime],
    ['GENKAN_MAX_LEASE_MINUTES', String(config.maxMinutes)],
    ['GENKAN_MAX_LEASES', String(config.maxLeases)],
    ['GENKAN_MAX_GRANTS', String(config.memberGrants)],
    ['GENKAN_IPV6_PREFIX', String(config.ipv6Prefix)],
    ['GENKAN_MULTIPLE_TARGETS', String(config.multipleTargets)],
    ['GENKAN_HOST', host],
    ['PORT', String(port)],
    ['GENKAN_TRUSTED_PROXY_HOPS', String(trustedProxies.hops)],
  ]);
});

test('the dependency table is package.json', () => {
  const { dependencies } = v.parse(
    v.object({ dependencies: v.record(v.string(), v.string()) }),
    JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')),
  );
  const outside = Object.keys(dependencies).filter((name) => !name.startsWith('@genkan/'));
  const named = tableUnder('Dependencies at run time').flatMap(([names = '']) => names.split(', '));
  expect(named.sort()).toEqual(outside.sort());
});

test('only src/aws imports the AWS SDK', () => {
  const offenders = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('aws/'))
    .filter((file) => /from '@aws-sdk\//.test(readFileSync(join(here, file), 'utf8')));
  expect(offenders).toEqual([]);
});

test('the audit section names every event', () => {
  const [, union = ''] =
    /AuditEventName =([\s\S]*?);/.exec(readFileSync(join(here, 'audit/audit.ts'), 'utf8')) ?? [];
  const section = readme.split('\n## Audit trail\n')[1]?.split('\n## ')[0] ?? '';
  const events = [...union.matchAll(/'([a-z_]+)'/g)].map(([, event = '']) => event);
  expect(events.length).toBeGreaterThan(10);
  for (const event of events) expect(section).toContain(event.replace('member_', ''));
});
