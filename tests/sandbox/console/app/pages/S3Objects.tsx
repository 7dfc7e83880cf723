import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { useCall } from '../call.ts';
import { Refused } from '../Refused.tsx';
import { Rows } from '../Rows.tsx';

/** S3: the objects of one bucket. */
export function S3Objects({ bucket }: { bucket: string }) {
  const answer = useCall({
    action: 's3:ListBucket',
    resource: `arn:aws:s3:::${bucket}`,
    style: 's3-objects',
  });
  const header = <Header variant="h2">Objects</Header>;
  return (
    <ContentLayout header={<Header variant="h1">{bucket}</Header>}>
      {answer === undefined && <Spinner />}
      {answer?.status === 'refused' && (
        <Container header={header}>
          <Refused denial={answer.denial} />
        </Container>
      )}
      {answer?.status === 'served' && <Rows header={header} rows={answer.rows} />}
    </ContentLayout>
  );
}
