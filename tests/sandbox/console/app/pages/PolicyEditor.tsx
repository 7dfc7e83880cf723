import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { DENIED_SENTENCE } from '../samples.ts';

const DOCUMENT = `{
  "Version": "2012-10-17",
  "Statement": [{ "Sid": "", "Effect": "Deny", "Action": "*", "Resource": "*" }]
}
// ${DENIED_SENTENCE}`;

/** A policy editor: talks about denials, is not one. Monaco's markup, and a plain text area. */
export function PolicyEditor({ name }: { name: string }) {
  const [notes, setNotes] = useState(DENIED_SENTENCE);
  return (
    <ContentLayout header={<Header variant="h1">{name}</Header>}>
      <Container header={<Header variant="h2">Policy editor</Header>}>
        <div className="monaco-editor">
          <div className="view-lines" role="presentation">
            {DOCUMENT.split('\n').map((line) => (
              <div className="view-line" key={line}>
                <span>{line}</span>
              </div>
            ))}
          </div>
        </div>
        <Textarea
          ariaLabel="Policy notes"
          rows={6}
          value={notes}
          onChange={({ detail }) => setNotes(detail.value)}
        />
      </Container>
    </ContentLayout>
  );
}
