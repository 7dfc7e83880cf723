/**
 * What the prompt shows: the background decides and words it. `render.ts` makes a `Drawing` of it, which the page only
 * draws: so the content script carries neither sentences nor logic, and nothing it shows can disagree with what the
 * background knows.
 */
export interface PromptView {
  readonly state:
    | 'asking'
    | 'allowing'
    | 'propagating'
    | 'ready'
    | 'done'
    | 'explained'
    | 'problem'
    | 'ending'
    | 'updated';
  readonly lang: string;
  readonly title: string;
  /** Paragraphs, read out by a screen reader when they change. */
  readonly text: readonly string[];
  /** Reasons or steps, drawn as a list. */
  readonly list?: readonly string[];
  /** Label and value, e.g. the address and until when. */
  readonly facts?: readonly Fact[];
  readonly actions: readonly PromptAction[];
  /** A bar that fills from `elapsed` to `total`, in milliseconds; without end while `total` is not known. */
  readonly progress?: { readonly elapsed: number; readonly total?: number; readonly label: string };
  /** Text for the copy button; holds no secret. */
  readonly report?: string;
  /** The page may reload by itself if nothing can be lost. */
  readonly mayReload?: boolean;
  /** What to say when the extension is replaced under an open page and the background cannot be asked any more. */
  readonly whenUpdated: { readonly title: string; readonly text: string; readonly reload: string };
}

/**
 * A label and its value. Each line of the value stays one line, because others wrote it, unless it is in our own words. An
 * address, which was parsed as one, breaks between its groups.
 */
export type Fact = readonly [label: string, value: string, kind?: 'words' | 'address'];

/**
 * What a person can press. `allow:<id>` allows for the connection with that id, `retry` in the accounts that the last grant
 * did not reach.
 */
export type ActionId =
  | 'allow'
  | `allow:${string}`
  | 'retry'
  | 'again'
  | 'end'
  | 'notNow'
  | 'reload'
  | 'copy'
  | 'options'
  | 'close';

export interface PromptAction {
  readonly id: ActionId;
  readonly label: string;
  readonly primary?: boolean;
  /** Replaces the label while the action is under way (allow). */
  readonly busy?: string;
  /** Replaces the label once the action is done (copy). */
  readonly done?: string;
}
