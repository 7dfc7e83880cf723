/**
 * Tables and figures in the documents that state facts about the code, compared with it. More of them beside the code:
 * `backend/src/readme.test.ts`, `backend/src/cli/input/read-document.test.ts`, `extension/lib/platform/permissions.test.ts`.
 */
import { MAX_POLICY_SIZE, policySize } from '@genkan/shared/policy';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { HELP } from '../../backend/infra/deploy/plan/flags.ts';
import { deploymentSchema } from '../../backend/infra/deployment.ts';
import {
  PERMISSIONS,
  ROLE_PERMISSIONS,
  TARGET_PERMISSIONS,
} from '../../backend/infra/stack/functions/permissions.ts';
import { synthesise } from '../../backend/infra/testing/synthesise.ts';
import { createApp } from '../../backend/src/http/app.ts';
import { runTask } from '../../backend/src/tasks/run-task.ts';
import { createTestBackend, OFFICE_POLICY, otherProcess } from '../../backend/src/testing/test-backend.ts';
import { createTargets, otherTarget } from '../../backend/src/testing/test-targets.ts';
import { read, repositoryFiles } from './files.ts';
import { documents } from './snippets/blocks.ts';
import { quoted, tableRows } from './table-rows.ts';

const bare = (cell: string | undefined) => quoted(cell)[0] ?? '';

describe('the extension', () => {
  test('the permissions in the README are those of the manifest', () => {
    const list = /permissions: \[([^\]]*)\]/.exec(read('extension/wxt.config.ts'))?.[1] ?? '';
    const actual = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1]).sort();
    expect(actual.length).toBeGreaterThan(0);
    for (const [file, header] of [
      ['README.md', 'permission'],
      ['README.ja.md', '権限'],
    ] as const) {
      const documented = tableRows(file, header).flatMap(([name]) => quoted(name));
      expect([file, documented.sort()]).toEqual([file, actual]);
    }
  });

  test('the managed settings in its README are those of the schema', () => {
    const schema = v.object({ properties: v.record(v.string(), v.unknown()) });
    const { properties } = v.parse(schema, JSON.parse(read('extension/public/managed-schema.json')));
    const documented = tableRows('extension/README.md', 'field').map(([name]) => bare(name));
    expect(documented.sort()).toEqual(Object.keys(properties).sort());
  });
});

describe('the backend', () => {
  test('the routes in backend/README.md are those of the app', async () => {
    const { deps } = await createTestBackend();
    const actual = createApp(deps)
      .routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/, '{$1}')}`);
    const documented = tableRows('backend/README.md', 'route').map(([route]) => bare(route));
    expect(documented.sort()).toEqual([...new Set(actual)].sort());
  });

  test('the state in ARCHITECTURE.md is what a few hours write into the bucket', async () => {
    const { deps, join, time } = await createTestBackend();
    const keys = new Set(['baseline.json', 'state/baseline.json']);
    const objects: typeof deps.objects = {
      ...deps.objects,
      put: (key, ...rest) => {
        keys.add(key);
        return deps.objects.put(key, ...rest);
      },
    };
    const key = await join('aiko');
    for (const stored of await deps.objects.list('members/')) keys.add(stored);
    const { call } = otherProcess(deps, { objects });
    await call('POST', '/v1/leases', { key, from: '203.0.113.7', body: { minutes: 30 } });
    await call('POST', '/v1/leases', { key, from: '2001:db8::1' });
    time.now += 3_600_000;
    await runTask({ ...deps, objects }, { task: 'reconcile' });
    const several = await createTargets([otherTarget('staging')]);
    await several.call('POST', '/v1/leases', { key: await several.join('aiko') });
    for (const stored of several.objects.objects.keys()) keys.add(stored);
    const patterns = tableRows('ARCHITECTURE.md', 'key').map(([name]) => bare(name));
    const matches = (pattern: string, written: string) =>
      new RegExp(
        `^${pattern
          .replace('YYYY/MM/DD', '\\d{4}/\\d{2}/\\d{2}')
          .replace('.', '\\.')
          .replace(/<[\w-]+>/g, '[\\w.:~-]+')}$`,
      ).test(written);
    expect(patterns.filter((pattern) => ![...keys].some((name) => matches(pattern, name)))).toEqual([]);
    expect([...keys].filter((name) => !patterns.some((pattern) => matches(pattern, name)))).toEqual([]);
  });

  test('the permissions of the CLI are those of the calls that its AWS clients send', () => {
    // Actions whose name is not the operation's; null where no permission is needed.
    const actions = new Map<string, string | null>([
      ['s3:ListObjectsV2', 's3:ListBucket'],
      ['s3:GetObjectLockConfiguration', 's3:GetBucketObjectLockConfiguration'],
      ['sts:GetCallerIdentity', null],
    ]);
    const sources = repositoryFiles()
      .filter((file) => /^backend\/src\/aws\/[\w-]+\.ts$/.test(file) && !file.endsWith('.test.ts'))
      .map((file) => read(file));
    const actual = sources.flatMap((source) =>
      [...source.matchAll(/import \{([^}]+)\} from '@aws-sdk\/([\w-]+)'/g)].flatMap(
        ([, names = '', client = '']) =>
          [...names.matchAll(/(\w+)Command\b/g)].flatMap(([, name = '']) => {
            const operation = `${client.replace('client-', '')}:${name}`;
            const action = actions.get(operation);
            return action === undefined ? [operation] : action === null ? [] : [action];
          }),
      ),
    );
    const documented = tableRows('backend/CLI.md', 'for').flatMap(([, permissions]) => quoted(permissions));
    expect(documented.sort()).toEqual(actual.sort());
  });
});

describe('the command line', () => {
  test('the exit codes are those of the sources', () => {
    const codes = ['cli', 'cli/terminal/confirm'].flatMap((name) =>
      [...read(`backend/src/${name}.ts`).matchAll(/^const [A-Z]+ = (\d+);/gm)].map(([, code]) => code),
    );
    const documented = tableRows('backend/CLI.md', 'exit code').map(([code]) => code);
    expect(documented).toEqual(['0', ...codes]);
  });
});

describe('the deployment', () => {
  const { resources } = synthesise({ region: 'ap-northeast-1', policy: 'OfficeOnly' });
  const ofType = (type: string) => Object.values(resources).filter((resource) => resource.Type === type);

  test('every flag of the deployment is in the table, with its default', () => {
    const flags = [...HELP.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, flag = '']) => flag);
    const how = ['--no-bootstrap', '--config', '--bundle', '--out', '--synth-only', '--yes', '--help'];
    const rows = tableRows('backend/infra/README.md', 'flag');
    const documented = rows.flatMap(([flag]) => quoted(flag));
    expect(documented.sort()).toEqual(flags.filter((flag) => !how.includes(flag)).sort());
    const entries = rows.flatMap(([, entry]) => quoted(entry));
    expect(entries.sort()).toEqual(Object.keys(deploymentSchema.entries).sort());
    const defaults = v.parse(deploymentSchema, { region: 'ap-northeast-1', policy: 'OfficeOnly' });
    for (const name of ['timeZone', 'resetTime', 'auditDays', 'stackName'] as const) {
      const row = rows.find(([, entry]) => bare(entry) === name);
      expect(row?.[2]).toContain(String(defaults[name]));
    }
  });

  test('the permissions of every function are those that the roles get', () => {
    const rows = tableRows('backend/infra/README.md', 'role');
    const end = rows.findIndex(([role = ''], index) => index > 0 && role !== '');
    const documented = rows
      .slice(0, end)
      .filter(([, actions]) => !actions?.includes('logs:'))
      .map(([, actions, on]) => [quoted(actions).sort(), quoted(on)]);
    const actual = [...PERMISSIONS, ...TARGET_PERMISSIONS, ...ROLE_PERMISSIONS].map(({ actions, on }) => [
      [...actions].sort(),
      typeof on === 'string' ? [] : 'objects' in on ? [...on.objects] : [...on.prefixes],
    ]);
    expect(new Set(documented.map(String))).toEqual(new Set(actual.map(String)));
  });

  test.each([
    ['10 alarms', 'AWS::CloudWatch::Alarm'],
    ['2 HTTP APIs', 'AWS::ApiGatewayV2::Api'],
    ['2 schedules', 'AWS::Scheduler::Schedule'],
    ['5 log groups', 'AWS::Logs::LogGroup'],
  ])('there are %s', (words, type) => {
    const documented = tableRows('backend/infra/README.md', 'resource').map(([resource]) => resource);
    expect(documented).toContain(words);
    expect(ofType(type)).toHaveLength(Number.parseInt(words, 10));
  });

  test('the alarms in backend/OPERATIONS.md are those of the stack', () => {
    const actual = Object.values(ofType('AWS::CloudWatch::Alarm')).map(({ Properties }) =>
      String(Properties['AlarmName']).replace('GenkanStack-', ''),
    );
    const documented = tableRows('backend/OPERATIONS.md', 'alarm').map(([name]) => bare(name));
    expect(documented.sort()).toEqual(actual.sort());
  });

  test('the days in PRIVACY.md and infra/README.md are those of the stack', () => {
    const rulesSchema = v.array(
      v.looseObject({
        Prefix: v.optional(v.string()),
        ExpirationInDays: v.optional(v.number()),
        NoncurrentVersionExpiration: v.optional(v.object({ NoncurrentDays: v.number() })),
      }),
    );
    const [bucket] = ofType('AWS::S3::Bucket');
    const configuration = v.parse(
      v.object({ Rules: rulesSchema }),
      bucket?.Properties['LifecycleConfiguration'],
    );
    const rule = (prefix: string) => configuration.Rules.find(({ Prefix }) => Prefix === prefix);
    const old = (prefix: string) => rule(prefix)?.NoncurrentVersionExpiration?.NoncurrentDays;
    const privacy = tableRows('.github/PRIVACY.md', 'what').map(([, , howLong = '']) =>
      [...howLong.matchAll(/(\d+) days/g)].map(([, days]) => Number(days)),
    );
    const logs = ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties['RetentionInDays']);
    expect(privacy).toEqual([
      [old('members/')],
      [old('leases/')],
      [rule('audit/')?.ExpirationInDays, old('audit/')],
      [Math.max(...logs.map(Number))],
      [Math.min(...logs.map(Number))],
      [],
    ]);
    const bucketRow = tableRows('backend/infra/README.md', 'resource')[0]?.[1] ?? '';
    expect(
      [...bucketRow.matchAll(/(\d+) (?:day )?\(`([\w./]+)`\)/g)].map(([, days, at]) => [Number(days), at]),
    ).toEqual(['state/', 'leases/', 'members/', 'baseline.json'].map((prefix) => [old(prefix), prefix]));
  });
});

describe('figures and paths', () => {
  /** How many more entries of this text fit into the example's policy. */
  function room(entry: string): number {
    return (MAX_POLICY_SIZE - policySize(OFFICE_POLICY)) / (policySize(entry) + 3);
  }

  test('the README says how many addresses a policy holds, of the longest and of usual ones', () => {
    const figures = /about (\d+) IPv4 addresses or (\d+)\s+IPv6 networks/.exec(read('README.md'));
    const [ipv4, ipv6] = [Number(figures?.[1]), Number(figures?.[2])];
    expect(Math.abs(ipv4 - room('255.255.255.255/32'))).toBeLessThan(10);
    expect(Math.abs(ipv6 - room('2001:db8:1234:5678::/64'))).toBeLessThan(10);
    expect(read('README.md')).toContain(`${MAX_POLICY_SIZE.toLocaleString('en')} characters`);
    const japanese = read('README.ja.md');
    expect(japanese).toContain(`IPv4 アドレスでおよそ ${ipv4} 個、IPv6 ネットワークでおよそ ${ipv6} 個`);
  });

  test('every path of the repository that a document names is there', () => {
    const files = repositoryFiles();
    const there = (path: string) =>
      files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));
    const written =
      /^(extension\/\.output|backend\/dist|backend\/infra\/(genkan\.env|deployment\.json|cdk\.out))/;
    const named = documents.flatMap((document) =>
      quoted(read(document).replace(/^ *```[\s\S]*?^ *```$/gm, ''))
        .filter((word) => /^(shared|backend|extension|tests|\.github)\/[\w./-]+$/.test(word))
        .map((path) => ({ document, path })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ path }) => !written.test(path) && !there(path))).toEqual([]);
  });
});
