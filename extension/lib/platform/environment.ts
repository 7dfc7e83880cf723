/** What the background needs from the browser, as parameters: tests give memory and virtual time instead. */
import type { Language, Part } from '../i18n/translator.ts';
import type { Drawing } from '../prompt/drawing.ts';

/** One storage area. Values are whatever was stored: parse them. */
export interface Area {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface Environment {
  /** `local` outlives the browser, `session` only the service worker, `managed` belongs to the organisation. */
  readonly storage: { readonly local: Area; readonly session: Area; readonly managed: Area };
  /** Runs one at a time over all scripts of the extension. */
  readonly lock: (run: () => Promise<void>) => Promise<void>;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly online: () => boolean;
  /** The browser's language, as a BCP 47 tag. */
  readonly uiLanguage: () => string;
  /** One part of a language's words, as the build wrote them. @throws when there is no such file */
  readonly words: (language: Language, part: Part) => Promise<unknown>;
  readonly version: string;
  readonly newId: () => string;
  /** Draws a view in the top frame of a tab; a tab that is gone or has no listener is not an error. */
  readonly show: (tabId: number, drawing: Drawing | null) => Promise<void>;
  /** The facts of the page in a tab's top frame; `undefined` where no AWS page replies. */
  readonly pageOf: (tabId: number) => Promise<unknown>;
  /** Lets every open AWS page ask whether access ends soon. */
  readonly announceEnd: () => Promise<void>;
  readonly openOptions: () => Promise<void>;
  readonly badge: (badge: Badge) => Promise<void>;
  /** Calls back at a time (the alarm `name`), even if the service worker was stopped in between. */
  readonly wakeAt: (name: string, at: number | undefined) => Promise<void>;
}

/** What the toolbar button shows: a picture, a sign and words, so that colour is never the only difference. */
export interface Badge {
  readonly state: 'unknown' | 'allowed' | 'denied' | 'problem';
  readonly title: string;
}
