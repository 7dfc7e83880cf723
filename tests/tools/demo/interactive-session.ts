import { createInterface } from 'node:readline';
import { ConsolePage } from '../../e2e/pages/console-page.ts';
import { HOME, OFFICE } from '../../sandbox/network/visitor.ts';
import type { Stage } from '../../support/browsers/open-stage.ts';

const GUIDE = `
A Chromium window is open. You are at home (${HOME}); the policy lets in the office alone (${OFFICE}/32).

  1. The S3 page shows that AWS denies access, and Genkan prompts.
  2. Press "Allow this network": a few seconds later the page comes back by itself, and the buckets are there.

Type a letter and Enter:
  p  show the live policy        m  let midnight come
  o  go to the office            h  go home
  q  end the demo (so does Ctrl-C or closing the window)
`;

/** Says what can be done in the window and stays until the person is done; closes everything. */
export async function runInteractiveSession(stage: Stage): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  try {
    await new ConsolePage(stage.page).open('/s3/buckets');
    console.log(GUIDE);
    const over = new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
      stage.context.once('close', () => resolve());
      lines.on('line', (line) => {
        if (line.trim() === 'q') resolve();
        else obey(line.trim(), stage).catch((error: unknown) => console.error(error));
      });
    });
    await over;
  } finally {
    lines.close();
    await stage.close();
  }
}

async function obey(letter: string, { world }: Stage): Promise<void> {
  switch (letter) {
    case 'p': {
      const { version, document } = await world.livePolicy();
      console.log(`Version ${version}:\n${JSON.stringify(JSON.parse(document), null, 2)}`);
      return;
    }
    case 'm':
      await world.midnight();
      console.log('It is past midnight: the policy is back to its baseline. Reload the page.');
      return;
    case 'o':
      world.visitor.ipv4 = OFFICE;
      console.log('You are in the office. Reload the page.');
      return;
    case 'h':
      world.visitor.ipv4 = HOME;
      console.log('You are at home. Reload the page.');
      return;
    default:
      console.log(GUIDE);
  }
}
