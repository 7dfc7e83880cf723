/**
 * What the prompt shows, ready to draw: the background decides and words it, the page only draws it. So the content
 * script carries neither sentences nor logic, and nothing it shows can disagree with what the background knows.
 */
export interface PromptView {
  readonly state: 'asking' | 'propagating' | 'ready' | 'done' | 'refused' | 'problem' | 'updated';
  readonly lang: string;
  /** The style sheet of the prompt: sent along, so that it does not weigh on every page that never needs it. */
  readonly css: string;
  readonly title: string;
  /** Paragraphs, read out by a screen reader when they change. */
  readonly text: readonly string[];
  /** Reasons or steps, drawn as a list. */
  readonly list?: readonly string[];
  /** Label and value, e.g. the address and until when. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly actions: readonly PromptAction[];
  /** A bar that fills from `elapsed` to `total`, in milliseconds. */
  readonly progress?: { readonly elapsed: number; readonly total: number; readonly label: string };
  /** Text for the copy button; holds no secret. */
  readonly report?: string;
  /** The page may reload by itself if nothing can be lost. */
  readonly mayReload?: boolean;
  /** What to say when the extension is replaced under an open page and the background cannot be asked any more. */
  readonly whenUpdated: { readonly title: string; readonly text: string; readonly reload: string };
}

export interface PromptAction {
  readonly id: 'allow' | 'notNow' | 'reload' | 'copy' | 'options' | 'close';
  readonly label: string;
  readonly primary?: boolean;
  /** Replaces the label while the action is under way (allow). */
  readonly busy?: string;
  /** Replaces the label once the action is done (copy). */
  readonly done?: string;
}
