import type { ComponentChildren } from 'preact';

/** What an input needs to belong to its label and its error. */
export interface FieldAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A labelled input with its error below it. */
export function Field(props: {
  id: string;
  label: string;
  error?: string | undefined;
  children: (attributes: FieldAttributes) => ComponentChildren;
}) {
  const { id, label, error } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {props.children({
        id,
        'aria-invalid': error !== undefined,
        'aria-describedby': error === undefined ? undefined : `${id}-error`,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} class="note warn" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
