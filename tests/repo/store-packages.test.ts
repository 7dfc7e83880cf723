import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SourcePackageError, sourcePackage } from '../../extension/scripts/source-package.ts';
import { read, root } from './files.ts';

const BUILD_MS = 180_000;
/** As the release workflow sets it to its own repository. */
const HOMEPAGE = 'https://code.example.com/team/genkan';
const { version } = v.parse(v.object({ version: v.string() }), JSON.parse(read('package.json')));
const folder = mkdtempSync(join(tmpdir(), 'genkan-packages-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe('the packages for the stores', () => {
  const one = join(folder, 'one');
  const other = join(folder, 'another', 'and', 'deeper');

  beforeAll(async () => {
    // One after the other and in another time zone, as on another day and machine.
    await packageIn(one, 'Asia/Tokyo');
    await packageIn(other, 'America/Los_Angeles');
  }, BUILD_MS);

  test.each(['chrome', 'firefox'])('%s: two builds of the same sources are the same bytes', (store) => {
    const name = `genkan-${version}-${store}.zip`;
    expect(readFileSync(join(other, 'out', name)).equals(readFileSync(join(one, 'out', name)))).toBe(true);
  });

  test('their sums are written down', () => {
    expect(readFileSync(join(one, 'out/SHA256SUMS'), 'utf8')).toMatch(
      /^[0-9a-f]{64} {2}genkan-[\d.]+-chrome\.zip\n[0-9a-f]{64} {2}genkan-[\d.]+-firefox\.zip\n$/,
    );
  });

  test.each(['chrome', 'firefox'])(
    '%s: carries the one version and the homepage, and nothing of this machine',
    (store) => {
      const zip = unzip(readFileSync(join(one, 'out', `genkan-${version}-${store}.zip`)));
      const manifest = v.parse(
        v.object({ manifest_version: v.number(), version: v.string(), homepage_url: v.string() }),
        JSON.parse(zip.get('manifest.json')?.toString() ?? ''),
      );
      expect(manifest).toEqual({ manifest_version: 3, version, homepage_url: HOMEPAGE });
      expect(
        [...zip].filter(([, bytes]) => bytes.includes(one) || bytes.includes(root)).map(([name]) => name),
      ).toEqual([]);
      expect([...zip.keys()].filter((name) => /\.(map|ts|tsx)$|(^|\/)\./.test(name))).toEqual([]);
    },
  );
});

describe('the source package', () => {
  const git = (directory: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Genkan', '-c', 'user.email=genkan@example.com', ...args], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  test('is the last commit, the same bytes in every time zone, and nothing else', () => {
    const repository = join(folder, 'repository');
    mkdirSync(repository);
    git(repository, 'init', '--quiet');
    writeFileSync(join(repository, 'README.md'), '# Sources\n');
    writeFileSync(join(repository, '.gitignore'), 'secret\n');
    writeFileSync(join(repository, 'secret'), 'not committed');
    git(repository, 'add', '.');
    git(repository, 'commit', '--quiet', '-m', 'First');
    const first = sourcePackage(repository, 'genkan-1.2.3');
    expect([...unzip(first).keys()].filter((name) => !name.endsWith('/'))).toEqual([
      'genkan-1.2.3/.gitignore',
      'genkan-1.2.3/README.md',
    ]);
    vi.stubEnv('TZ', 'America/Los_Angeles');
    const second = sourcePackage(repository, 'genkan-1.2.3');
    vi.unstubAllEnvs();
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);

    writeFileSync(join(repository, 'README.md'), '# Changed\n');
    expect(() => sourcePackage(repository, 'genkan-1.2.3')).toThrow(SourcePackageError);
  });

  test('needs a repository', () => {
    const nowhere = join(folder, 'nowhere');
    mkdirSync(nowhere);
    expect(() => sourcePackage(nowhere, 'genkan-1.2.3')).toThrow('This is no git repository');
  });
});

/** Copies the sources and packages them there. */
async function packageIn(directory: string, zone: string): Promise<void> {
  const extension = join(directory, 'extension');
  cpSync(join(root, 'extension'), extension, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|\.output|\.wxt)$/.test(path),
  });
  for (const file of ['package.json', 'tsconfig.base.json']) cpSync(join(root, file), join(directory, file));
  symlinkSync(join(root, 'extension/node_modules'), join(extension, 'node_modules'));
  await promisify(execFile)(
    process.execPath,
    [join(extension, 'scripts/package.ts'), '--out', join(directory, 'out')],
    {
      cwd: directory,
      env: {
        PATH: process.env['PATH'] ?? '',
        TZ: zone,
        GIT_CEILING_DIRECTORIES: folder,
        GENKAN_HOMEPAGE: HOMEPAGE,
      },
    },
  );
  expect(readdirSync(join(directory, 'out')).length).toBe(3);
}

/** A zip's files by name. */
function unzip(bytes: Uint8Array): Map<string, Buffer> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content)]));
}
