import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';

/** A page that shows another origin's frame, whose denials are not this page's. */
export function Support() {
  return (
    <ContentLayout header={<Header variant="h1">Support</Header>}>
      <iframe
        title="Case viewer"
        src="https://eu-west-1.console.aws.amazon.com/cloudwatch/frame?live"
        width="100%"
        height="300"
      />
    </ContentLayout>
  );
}
