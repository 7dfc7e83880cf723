import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState } from 'react';
import { Rows } from '../Rows.tsx';
import { DENIED_SENTENCE } from '../samples.ts';

const REFRESH_MS = 250;

/** CloudTrail's event history: denials as data, in a table that keeps re-rendering. */
export function CloudTrail() {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setRound((before) => before + 1), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const rows = Array.from({ length: 20 }, (_, index) => ({
    Event: `ListBuckets ${round + index}`,
    Code: 'AccessDenied',
    Message: DENIED_SENTENCE,
  }));
  return (
    <ContentLayout header={<Header variant="h1">Event history</Header>}>
      <Rows
        header={<Header variant="h2">Events</Header>}
        rows={rows}
        cell={(row, field) =>
          field === 'Code' ? <StatusIndicator type="error">{row[field]}</StatusIndicator> : row[field]
        }
      />
    </ContentLayout>
  );
}
