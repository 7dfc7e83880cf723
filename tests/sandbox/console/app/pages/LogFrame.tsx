import Header from '@cloudscape-design/components/header';
import { useCall } from '../call.ts';
import { Refused } from '../Refused.tsx';
import { DENIED_SENTENCE } from '../samples.ts';

/** Inside the frame: log lines that quote a denial, or, with `?live`, a denial of the log service itself. */
export function LogFrame() {
  return new URLSearchParams(location.search).has('live') ? <LiveGroups /> : <LogLines />;
}

function LogLines() {
  return (
    <main>
      <Header variant="h2">Log events</Header>
      <div role="log">
        {['app', 'worker', 'cron'].map((stream) => (
          <pre key={stream}>{`${stream} ERROR AccessDenied: ${DENIED_SENTENCE}`}</pre>
        ))}
      </div>
    </main>
  );
}

function LiveGroups() {
  const answer = useCall({ action: 'logs:DescribeLogGroups', resource: '*', style: 'flashbar' });
  return (
    <main>
      <Header variant="h2">Log groups</Header>
      {answer?.status === 'refused' && <Refused denial={answer.denial} />}
      {answer?.status === 'served' && answer.rows.map((row) => <div key={row['Group']}>{row['Group']}</div>)}
    </main>
  );
}
