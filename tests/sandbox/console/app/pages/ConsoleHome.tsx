import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import type { Call } from '../../protocol.ts';
import { useCall } from '../call.ts';
import { Refused } from '../Refused.tsx';

const WIDGETS: readonly (Call & { title: string })[] = [
  { title: 'Applications', action: 'servicecatalog:ListApplications', resource: '*', style: 'flashbar' },
  { title: 'AWS Health', action: 'health:DescribeEventAggregates', resource: '*', style: 'api' },
  { title: 'Cost and usage', action: 'ce:GetCostAndUsage', resource: '*', style: 'api' },
];

/** The console's home: each widget calls its own service. */
export function ConsoleHome() {
  return (
    <ContentLayout header={<Header variant="h1">Console Home</Header>}>
      <ColumnLayout columns={2}>
        {WIDGETS.map((widget) => (
          <Widget key={widget.title} {...widget} />
        ))}
      </ColumnLayout>
    </ContentLayout>
  );
}

function Widget({ title, ...request }: Call & { title: string }) {
  const answer = useCall(request);
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      {answer === undefined && <Spinner />}
      {answer?.status === 'refused' && <Refused denial={answer.denial} />}
      {answer?.status === 'served' &&
        answer.rows.map((row) => <div key={Object.values(row).join()}>{Object.values(row).join(' · ')}</div>)}
    </Container>
  );
}
