import Alert from '@cloudscape-design/components/alert';
import Flashbar from '@cloudscape-design/components/flashbar';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Answer } from '../protocol.ts';

/** A refusal as the real console draws it: a flash, an alert, or an error state in the panel. */
export function Refused({ denial }: { denial: Extract<Answer, { status: 'refused' }>['denial'] }) {
  switch (denial.style) {
    case 'flashbar':
      return (
        <Flashbar
          items={[{ type: 'error', header: denial.header, content: lines(denial.text), id: 'denied' }]}
        />
      );
    case 'ec2':
    case 's3-buckets':
    case 's3-objects':
    case 'signin':
      return (
        <Alert type="error" header={denial.header}>
          {lines(denial.text)}
        </Alert>
      );
    case 'api':
      return <StatusIndicator type="error">{denial.text}</StatusIndicator>;
  }
}

function lines(text: string) {
  return text.split('\n').map((line) => <div key={line}>{line}</div>);
}
