/** A console page as busy as an instance list with live states: what its four kinds of churn do to a content script is measured. */
import '@cloudscape-design/global-styles/index.css';
import AppLayout from '@cloudscape-design/components/app-layout';
import Badge from '@cloudscape-design/components/badge';
import Flashbar from '@cloudscape-design/components/flashbar';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Churn, ChurnShape } from './churn.ts';

const ROWS = 60;

interface Item {
  readonly key: string;
  readonly row: number;
}

const columns = [
  {
    id: 'name',
    header: 'Name',
    cell: ({ row }: Item) => <Link href={`#i-${row}`}>{`instance-${row}`}</Link>,
  },
  { id: 'id', header: 'Instance id', cell: ({ row }: Item) => `i-0${(row * 7919).toString(16)}` },
  { id: 'state', header: 'State', cell: () => <StatusIndicator type="success">Running</StatusIndicator> },
  { id: 'type', header: 'Type', cell: () => <Badge>t4g.micro</Badge> },
  {
    id: 'cpu',
    header: 'CPU',
    cell: ({ row }: Item) => <span>{`${(row * 31) % 100} %`}</span>,
  },
  { id: 'in', header: 'Network in', cell: ({ row }: Item) => <span>{`${row * 13} B`}</span> },
  { id: 'out', header: 'Network out', cell: ({ row }: Item) => <span>{`${row * 11} B`}</span> },
  { id: 'seen', header: 'Last seen', cell: ({ row }: Item) => <span>{`${row} s ago`}</span> },
];

let setEpoch: (epoch: number) => void = () => undefined;

function ChurnPage() {
  const [epoch, set] = useState(0);
  setEpoch = set;
  const items: Item[] = Array.from({ length: ROWS }, (_, row) => ({ key: `${epoch}-${row}`, row }));
  return (
    <AppLayout
      navigationHide
      toolsHide
      notifications={
        <Flashbar items={[{ id: 'hello', type: 'info', content: 'Instances are listed every second.' }]} />
      }
      content={
        <>
          <Table
            columnDefinitions={columns}
            items={items}
            trackBy="key"
            header={<Header>Instances</Header>}
          />
          <div id="log" />
        </>
      }
    />
  );
}

const nextTask = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

function logLine(index: number): HTMLElement {
  const line = document.createElement('div');
  const text = document.createElement('span');
  text.textContent = `event ${index}: instance-${index % ROWS} reports`;
  line.append(text);
  return line;
}

const log = () => document.querySelector('#log') ?? document.body;

const shapes: Record<ChurnShape, (steps: number) => Promise<void>> = {
  async remount(steps) {
    for (let epoch = 1; epoch <= steps; epoch += 1) {
      flushSync(() => setEpoch(epoch));
      await nextFrame();
    }
  },
  async trickle(steps) {
    for (let index = 0; index < steps; index += 1) {
      log().append(logLine(index));
      await nextTask();
    }
    await nextFrame();
  },
};

/** Counts the records that an observer of everything would get. Only for calibration: it slows the page down. */
async function count(work: () => Promise<void>): Promise<number> {
  let records = 0;
  const observer = new MutationObserver((list) => {
    records += list.length;
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  await work();
  await nextFrame();
  records += observer.takeRecords().length;
  observer.disconnect();
  return records;
}

const churn: Churn = {
  run: (shape, steps) => shapes[shape](steps),
  count: (shape, steps) => count(() => shapes[shape](steps)),
};
Reflect.set(window, 'churn', churn);

const container = document.createElement('div');
document.body.append(container);
flushSync(() => createRoot(container).render(<ChurnPage />));
