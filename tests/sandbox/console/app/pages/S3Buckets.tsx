import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Spinner from '@cloudscape-design/components/spinner';
import { useCall } from '../call.ts';
import { go } from '../navigation.ts';
import { Refused } from '../Refused.tsx';
import { Rows } from '../Rows.tsx';

/** S3: the account's buckets. */
export function S3Buckets() {
  const answer = useCall({ action: 's3:ListAllMyBuckets', resource: '*', style: 's3-buckets' });
  const header = (
    <Header variant="h2" actions={<Button onClick={() => go('/s3/create')}>Create bucket</Button>}>
      General purpose buckets
    </Header>
  );
  return (
    <ContentLayout header={<Header variant="h1">Amazon S3</Header>}>
      {answer === undefined && <Spinner />}
      {answer?.status === 'refused' && (
        <Container header={header}>
          <Refused denial={answer.denial} />
        </Container>
      )}
      {answer?.status === 'served' && (
        <Rows
          header={header}
          rows={answer.rows}
          cell={(row, field) =>
            field === 'Name' ? (
              <Link
                href={`/s3/buckets/${row[field]}`}
                onFollow={(event) => {
                  event.preventDefault();
                  go(`/s3/buckets/${row[field]}`);
                }}
              >
                {row[field]}
              </Link>
            ) : (
              row[field]
            )
          }
        />
      )}
    </ContentLayout>
  );
}
