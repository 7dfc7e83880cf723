import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { call } from '../call.ts';

/** IAM user sign-in. With console authorization turned on, AWS evaluates the policy here already. */
export function SignIn() {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await call({ action: 'signin:Authenticate', resource: '*', style: 'signin' });
    if (answer.status === 'refused') setError(answer.denial.text);
    else location.assign(answer.rows[0]?.['Location'] ?? '/');
  };
  return (
    <Box padding="xxxl">
      <form onSubmit={(event) => void signIn(event)}>
        <Container header={<Header variant="h1">IAM user sign in</Header>}>
          <SpaceBetween size="m">
            {error !== undefined && <Alert type="error">{error}</Alert>}
            <FormField label="Account ID or alias">
              <Input value="123456789012" readOnly />
            </FormField>
            <FormField label="IAM username">
              <Input value={user} onChange={({ detail }) => setUser(detail.value)} />
            </FormField>
            <FormField label="Password">
              <Input type="password" value={password} onChange={({ detail }) => setPassword(detail.value)} />
            </FormField>
            <Button variant="primary" formAction="submit">
              Sign in
            </Button>
          </SpaceBetween>
        </Container>
      </form>
    </Box>
  );
}
