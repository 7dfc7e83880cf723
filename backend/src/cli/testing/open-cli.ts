import type { AccountPort, EndpointPort, IdentityPort } from '../../runtime/account-port.ts';
import { VERSION } from '../../runtime/version.ts';
import { createTestBackend, NOON, type TestBackend } from '../../testing/test-backend.ts';
import { createProgram } from '../program.ts';
import { PLAIN } from '../terminal/style.ts';

export const ENDPOINT = 'https://genkan.example.com';

/** A deployment where nothing is wrong outside S3 and IAM. */
const HEALTHY: AccountPort & EndpointPort = {
  attachments: async () => ({ users: ['hanako'], groups: [], roles: [] }),
  isFunctionRole: async () => false,
  schedules: async () => [
    { name: 'Reset', task: 'reset', enabled: true },
    { name: 'Reconcile', task: 'reconcile', enabled: true },
  ],
  policyTags: async () => [{ key: 'team', value: 'platform' }],
  defaultRetention: async () => undefined,
  alarmSubscriptions: async () => 1,
  awsTime: async () => NOON,
  familiesOf: async (host) => (host.startsWith('v4.') ? [4] : [4, 6]),
  requestHealth: async () => ({ version: VERSION }),
};

type BackendOptions = NonNullable<Parameters<typeof createTestBackend>[0]>;

/** The command line on an S3 and an IAM in memory, in a deployment where nothing is wrong, or on a backend that exists. */
export async function openCli({
  backend,
  ...options
}: BackendOptions & { readonly backend?: TestBackend } = {}) {
  const world = backend ?? (await createTestBackend(options));
  const printed: string[] = [];
  const questions: string[] = [];
  const answers = { yes: true };
  const notes: string[] = [];
  const account: AccountPort & EndpointPort = { ...HEALTHY, awsTime: async () => world.time.now };
  const changes: string[] = [];
  const identities: IdentityPort = {
    async createPolicy({ name, path }) {
      changes.push(`create ${path}${name}`);
      return `arn:aws:iam::123456789012:policy${path}${name}`;
    },
    groupsWith: async () => [],
    attachToUser: async (user, arn) => void changes.push(`attach ${user} ${arn}`),
    async detachFromUser(user, arn) {
      changes.push(`detach ${user} ${arn}`);
      return true;
    },
  };
  const cli = {
    env: { GENKAN_ENDPOINT_DUAL_STACK: ENDPOINT },
    deps: async () => world.deps,
    account: async () => account,
    identities: async () => identities,
    print: (text: string) => printed.push(text),
    note: (text: string) => notes.push(text),
    confirm: async (question: string) => {
      questions.push(question);
      return answers.yes;
    },
    style: PLAIN,
    configure: () => undefined,
  };
  return {
    world,
    /** What was changed in IAM beside versions. */
    changes,
    identities,
    questions,
    answers,
    /** Tests change it to break the deployment. */
    account,
    /** What went to standard error. */
    notes,
    program: () => createProgram(cli),
    /** Runs one command and returns what it printed. */
    async run(...words: string[]): Promise<string> {
      printed.length = 0;
      notes.length = 0;
      await createProgram(cli).parseAsync(words, { from: 'user' });
      return printed.join('\n');
    },
    /** What the last command printed, also when it failed. */
    printed: () => printed.join('\n'),
    async json(...words: string[]): Promise<unknown> {
      return JSON.parse(await this.run(...words, '--json'));
    },
  };
}
