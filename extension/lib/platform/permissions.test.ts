import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import config from '../../wxt.config.ts';
import { AWS_PATTERNS } from '../aws/hosts.ts';

const manifestSchema = v.object({
  permissions: v.array(v.string()),
  host_permissions: v.optional(v.array(v.string()), []),
  optional_permissions: v.optional(v.array(v.string()), []),
  optional_host_permissions: v.optional(v.array(v.string()), []),
});

const promised = [
  ...readFileSync(new URL('../../README.md', import.meta.url), 'utf8').matchAll(
    /^\|\s*`([^`]+)`\s*\|\s*[A-Z]/gm,
  ),
].map(([, name]) => name);

describe.each(['chrome', 'firefox'])('the manifest for %s', (browser) => {
  const { manifest } = config;
  const made = v.parse(
    manifestSchema,
    typeof manifest === 'function'
      ? manifest({ browser, manifestVersion: 3, mode: 'production', command: 'build' })
      : manifest,
  );

  test('asks for what the README promises, and for nothing else', () => {
    expect([...made.permissions].sort()).toEqual(promised.filter((name) => !name?.includes('/')).sort());
    expect([...AWS_PATTERNS].sort()).toEqual(promised.filter((name) => name?.includes('://')).sort());
    expect([
      ...made.host_permissions,
      ...made.optional_permissions,
      ...made.optional_host_permissions,
    ]).toEqual([]);
  });
});
