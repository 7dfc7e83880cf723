/** `pnpm test:aws`: what S3 and IAM must do, and Genkan's story, in the reader's own AWS account. */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, openClients } from './account.ts';
import { cleanUp } from './clean-up.ts';
import { type CommandLine, readCommandLine, USAGE } from './command-line.ts';
import { AccountError, findAccount } from './find-account.ts';
import { journalOf, namePrefix, readJournal } from './journal.ts';
import { removeFrom } from './remove.ts';
import { runCases } from './run-cases.ts';

const ROUNDS = 8;
/** IAM's reads lag by seconds; a stand-in's do not. */
const PAUSE_MS = 8_000;

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const runId = options.cleanUp ?? Date.now().toString(36);
  const account = {
    ...(await findAccount(process.env, options.endpoint)),
    ...(options.endpoint && { endpoint: options.endpoint }),
    isMoto: options.isMoto,
    settleMs: options.settleMs,
    runId,
    journal: journalOf(runId),
  };
  if (options.cleanUp === undefined && !(await isWanted(account, options))) return;
  const passed = options.cleanUp === undefined ? await runUntilStopped(account, options) : true;
  const removed = await removeAll(account);
  process.exitCode = passed && removed ? 0 : 1;
}

/** Says what will happen and what it costs, and asks. @throws {AccountError} where nobody can answer */
async function isWanted(account: Account, { yes }: CommandLine): Promise<boolean> {
  const where = account.endpoint ?? `AWS, ${account.region}`;
  console.log(`Account ${account.accountId} (${where}), as ${account.caller}.

Makes some 85 policies and buckets, all named ${namePrefix(account.runId)}…, and removes them again, whatever happens. Nobody
carries the policies, and nothing else in the account is touched. Takes some minutes on AWS.
Cost: some 1,500 requests to S3 at US$0.005 per 1,000 at most, so about one US cent; deletions and IAM are free.
`);
  if (yes) return true;
  if (!process.stdin.isTTY)
    throw new AccountError('Nobody is here to say yes. Add --yes to go on without asking.');
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = (await asking.question('Go on? (y/N) ')).trim().toLowerCase();
    if (answer === 'y' || answer === 'yes') return true;
    console.log('Nothing was made.');
    return false;
  } finally {
    asking.close();
  }
}

/** Runs the cases; a signal ends them, and never the clean-up that follows. */
async function runUntilStopped(account: Account, { only }: CommandLine): Promise<boolean> {
  let stopped = false;
  const cases = runCases(account, process.env, only);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopped) console.log('\nStopped. What was made is being removed; please wait.');
      stopped = true;
      cases.stop();
    });
  }
  const passed = await cases.ended;
  return passed && !stopped;
}

/** Answers whether nothing is left. */
async function removeAll(account: Account): Promise<boolean> {
  const made = readJournal(account.journal);
  if (made.length === 0) {
    console.log(`There is nothing to remove: ${account.journal} names nothing.`);
    return true;
  }
  console.log(`Removing ${made.length} policies and buckets…`);
  // The clean-up does not wait for IAM's reads: it looks again.
  const clients = openClients({ ...account, settleMs: 0 });
  const left = await cleanUp(made, removeFrom(clients, account), {
    rounds: ROUNDS,
    pause: () => pause(account.endpoint === undefined ? PAUSE_MS : 0),
  });
  clients.destroy();
  if (left.length === 0) {
    rmSync(account.journal);
    console.log('All of it is removed.');
    return true;
  }
  for (const { kind, name, reason } of left) console.error(`Left: ${kind} ${name} (${reason})`);
  console.error(`Try again with: pnpm test:aws --clean-up ${account.runId}`);
  return false;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof AccountError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
