import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import type { Style } from '../../wording.ts';
import { useCall } from '../call.ts';
import { go } from '../navigation.ts';
import { Refused } from '../Refused.tsx';
import { Rows } from '../Rows.tsx';

/** A service's list page: denied or allowed, as the live policy decides. */
export function ServiceList(props: { title: string; column: string; action: string; style: Style }) {
  const answer = useCall({ action: props.action, resource: '*', style: props.style });
  const header = <Header variant="h2">{props.title}</Header>;
  return (
    <ContentLayout header={<Header variant="h1">{props.title}</Header>}>
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
            field === 'Policy' ? (
              <a
                href={`/iam/policies/${row[field]}`}
                onClick={(event) => {
                  event.preventDefault();
                  go(`/iam/policies/${row[field]}`);
                }}
              >
                {row[field]}
              </a>
            ) : (
              row[field]
            )
          }
        />
      )}
    </ContentLayout>
  );
}
