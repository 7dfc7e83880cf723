import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { Answer } from '../../protocol.ts';
import { call } from '../call.ts';
import { Refused } from '../Refused.tsx';

/** A form that may be filled in when AWS denies the request. */
export function CreateBucket() {
  const [name, setName] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const create = async () =>
    setAnswer(await call({ action: 's3:CreateBucket', resource: `arn:aws:s3:::${name}`, style: 'flashbar' }));
  return (
    <ContentLayout header={<Header variant="h1">Create bucket</Header>}>
      {answer?.status === 'refused' && <Refused denial={answer.denial} />}
      {answer?.status === 'served' && <div role="status">Bucket created</div>}
      <Container header={<Header variant="h2">General configuration</Header>}>
        <FormField label="Bucket name">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <Button variant="primary" onClick={() => void create()}>
          Create bucket
        </Button>
      </Container>
    </ContentLayout>
  );
}
