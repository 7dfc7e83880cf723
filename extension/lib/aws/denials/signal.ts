/** A text made comparable, with the original beside it. */
export interface Text {
  /** As given. */
  readonly raw: string;
  /** One line, single spaces, straight apostrophes: AWS's sentences break anywhere and carry either apostrophe. */
  readonly flat: string;
  /** `flat` without quotes and back-quotes around words: SES quotes its actions and ARNs. */
  readonly bare: string;
}

export interface Facts {
  /** ARNs of the policies Genkan edits; empty while they are not known. */
  readonly policyArns: readonly string[];
  /** The principal of the console session, when the page names it. */
  readonly sessionArn?: string | undefined;
  /** The page's language, as a BCP 47 tag. */
  readonly language?: string | undefined;
}

export type Verdict = 'ours' | 'possible' | 'no';

export interface Finding {
  readonly verdict: Verdict;
  /** Why, in English, for the report and for the author of a new case. */
  readonly reason: string;
  /** The policy the text says is responsible. */
  readonly namedPolicy?: string;
  /** A real denial that another policy is the cause of. */
  readonly otherPolicy?: boolean;
  /** The kind of that policy, as AWS names it. */
  readonly policyKind?: string;
  /** Not known to be a denial: the backend is asked, but nothing is explained because of it. */
  readonly isUncertain?: boolean;
}

/** One way AWS words something. `undefined`: this text is none of this signal's business. */
export interface Signal {
  readonly name: string;
  /** Source of a regular expression: what the content script looks for. None where a signal only rules things out. */
  readonly words?: string;
  readonly find: (text: Text, facts: Facts) => Finding | undefined;
}
