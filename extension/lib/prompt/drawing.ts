/** What crosses to the page: elements ready to be made, and what the page does with them. */

/** A text, or an element with its attributes and what is in it. */
export type Tree = string | readonly [tag: string, attributes: Readonly<Record<string, string>>, ...Tree[]];

export interface Drawing {
  readonly state: string;
  readonly lang: string;
  /** The style sheet of the prompt: sent along, so that it does not weigh on every page that never needs it. */
  readonly css: string;
  /** What a screen reader reads out when it changes. */
  readonly announced: readonly Tree[];
  /** Progress and buttons. A button's action is its `data-action`. */
  readonly rest: readonly Tree[];
  /** Text for the copy button. */
  readonly report?: string;
  /** The page may reload by itself if nothing can be lost. */
  readonly mayReload?: boolean;
  /** Milliseconds until AWS has had its time. */
  readonly left?: number;
  /** What to draw once the background cannot be asked any more. */
  readonly updated: readonly Tree[];
}
