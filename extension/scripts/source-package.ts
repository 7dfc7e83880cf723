import { execFileSync } from 'node:child_process';

/** There is no commit to make a source package of; the message says why. */
export class SourcePackageError extends Error {
  override readonly name = 'SourcePackageError';
}

/**
 * The repository at its last commit as a zip, for the reviewers of addons.mozilla.org.
 * @throws {SourcePackageError} outside a repository, or when there are changes that the zip would lack
 */
export function sourcePackage(repository: string, prefix: string): Uint8Array {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: repository,
      // A zip holds local times; and stored instead of deflated, it does not depend on a compressor's version.
      env: { ...process.env, TZ: 'UTC' },
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  let changes: string;
  try {
    changes = git('status', '--porcelain').toString();
  } catch (cause) {
    throw new SourcePackageError('This is no git repository: there is no source package.', { cause });
  }
  if (changes !== '') {
    throw new SourcePackageError('There are changes that are not committed: there is no source package.');
  }
  return git('archive', '--format=zip', '-0', `--prefix=${prefix}/`, 'HEAD');
}
