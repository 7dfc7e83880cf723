import { useEffect, useState } from 'react';
import * as v from 'valibot';
import { type Answer, answerSchema, type Call } from '../protocol.ts';

/** Sends a request to the stand-in AWS, which evaluates the live policy for this visitor. */
export async function call(request: Call): Promise<Answer> {
  const response = await fetch('/api/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  return v.parse(answerSchema, await response.json());
}

/** The response to a call that the panel sends when it appears; `undefined` while it loads. */
export function useCall(request: Call): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  const { action, resource, style } = request;
  useEffect(() => {
    let gone = false;
    setAnswer(undefined);
    void call({ action, resource, style }).then((received) => {
      if (!gone) setAnswer(received);
    });
    return () => {
      gone = true;
    };
  }, [action, resource, style]);
  return answer;
}
