import ContentLayout from '@cloudscape-design/components/content-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import Header from '@cloudscape-design/components/header';
import { DENIED_SENTENCE } from '../samples.ts';

/** CloudShell: its commands come from AWS's own address, so a lease does not help. */
export function CloudShell() {
  return (
    <ContentLayout header={<Header variant="h1">CloudShell</Header>}>
      <Flashbar
        items={[
          { type: 'error', header: 'Unable to start the environment', content: DENIED_SENTENCE, id: 'shell' },
        ]}
      />
      <div className="terminal xterm" role="log">
        <pre>{`[cloudshell-user@ip-10-0-0-1 ~]$ aws s3 ls\nAn error occurred (AccessDenied): ${DENIED_SENTENCE}`}</pre>
      </div>
    </ContentLayout>
  );
}
