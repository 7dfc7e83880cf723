import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';

/** CloudWatch Logs, which the real console shows in a frame of the same origin. */
export function CloudWatch() {
  return (
    <ContentLayout header={<Header variant="h1">CloudWatch</Header>}>
      <iframe
        id="microConsole-Logs"
        title="Logs"
        src={`/cloudwatch/frame${location.search}`}
        width="100%"
        height="480"
      />
    </ContentLayout>
  );
}
