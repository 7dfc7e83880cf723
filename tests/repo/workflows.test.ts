import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { selectSteps, steps } from '../tools/run/steps.ts';
import { read, repositoryFiles } from './files.ts';

const workflowSchema = v.object({
  permissions: v.record(v.string(), v.string()),
  jobs: v.record(
    v.string(),
    v.object({
      permissions: v.record(v.string(), v.string()),
      'timeout-minutes': v.number(),
      strategy: v.optional(
        v.object({
          'fail-fast': v.literal(false),
          matrix: v.object({ include: v.array(v.object({ name: v.string(), steps: v.string() })) }),
        }),
      ),
      steps: v.array(
        v.object({
          uses: v.optional(v.string()),
          run: v.optional(v.string()),
          with: v.optional(v.record(v.string(), v.unknown())),
        }),
      ),
    }),
  ),
});

const files = repositoryFiles().filter((file) => file.startsWith('.github/workflows/'));
const workflows = files.map((file) => ({ file, workflow: v.parse(workflowSchema, parse(read(file))) }));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${file}: ${name}`, job })),
);

test('there is a workflow for checks and one for releases', () => {
  expect(files).toEqual(
    expect.arrayContaining(['.github/workflows/checks.yml', '.github/workflows/release.yml']),
  );
});

test.each(files)('%s pins every action by commit, with its version in a comment', (file) => {
  const uses = read(file)
    .split('\n')
    .filter((line) => /^\s*-?\s*uses:/.test(line));
  expect(uses.length).toBeGreaterThan(0);
  for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.each(workflows)('$file grants nothing to all jobs alike', ({ workflow }) => {
  expect(workflow.permissions).toEqual({});
});

test.each(jobs)('$name writes nothing where the code of dependencies runs', ({ job }) => {
  const runsDependencies = job.steps.some(({ run }) => /pnpm|npm|npx|\.ci\/run/.test(run ?? ''));
  if (runsDependencies) expect(job.permissions).toEqual({ contents: 'read' });
  for (const step of job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
    expect(step.with).toMatchObject({ 'persist-credentials': false });
  }
  expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});

describe('the checks', () => {
  const [check, ...others] = jobs.filter(({ name }) => name.includes('checks.yml')).map(({ job }) => job);
  const concerns = check?.strategy?.matrix.include ?? [];

  test('are one job for each concern', () => {
    expect(others).toEqual([]);
    const names = concerns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Lint', 'Types', 'Unit', 'Chromium', 'Firefox', 'Demo']));
    expect(new Set(names).size).toBe(names.length);
  });

  test('are the command that a person types, with words that choose steps', () => {
    const runs = check?.steps.flatMap(({ run }) => run ?? []);
    expect(runs).toEqual([expect.stringMatching(/^npx -y pnpm test \$\{\{ matrix\.steps \}\}$/)]);
    for (const { steps: words } of concerns)
      for (const word of words.split(' ')) expect(selectSteps([word]), word).not.toEqual([]);
  });

  test('leave out no step of `pnpm test`', () => {
    const chosen = new Set(concerns.flatMap(({ steps: words }) => selectSteps(words.split(' '))));
    expect(steps.filter((step) => !chosen.has(step))).toEqual([]);
  });

  test('look for browsers before they use one', () => {
    for (const { steps: words } of concerns) {
      const names = selectSteps(words.split(' ')).map(({ name }) => name);
      if (names.some((name) => /end to end|demo/.test(name))) expect(names).toContain('browsers are here');
    }
  });
});
