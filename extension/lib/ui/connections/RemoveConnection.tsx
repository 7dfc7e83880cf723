import type { Translator } from '../../i18n/words.ts';

/** Asks once more before a connection and its key are removed. */
export function RemoveConnection(props: {
  translator: Translator;
  name: string;
  remove: () => void;
  keep: () => void;
}) {
  const { translate } = props.translator;
  return (
    <div class="note warn stack" role="alert">
      <p>{translate('options.connection.confirm', { name: props.name })}</p>
      <div class="row">
        <button type="button" class="danger filled" onClick={props.remove}>
          {translate('options.connection.remove')}
        </button>
        <button type="button" onClick={props.keep}>
          {translate('options.connection.keep')}
        </button>
      </div>
    </div>
  );
}
