import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../backend/client.ts';
import { failureDetails } from '../../i18n/failure-words.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';

/** Copies what an administrator needs: the problem, the backend's own sentence and the request id. */
export function FailureDetails(props: { translator: PopupTranslator; failure: ApiFailure; now: number }) {
  const { translator, failure, now } = props;
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      onClick={() =>
        void navigator.clipboard.writeText(failureDetails(failure, now)).then(() => setCopied(true))
      }
    >
      {translator.translate(copied ? 'action.copied' : 'action.copyDetails')}
    </button>
  );
}
