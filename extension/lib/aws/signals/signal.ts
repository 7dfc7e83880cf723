/** A text made comparable, with the original beside it. */
export interface Text {
  /** As given. */
  readonly raw: string;
  /** One line, single spaces, straight apostrophes: AWS's sentences break anywhere and carry either apostrophe. */
  readonly flat: string;
}

export interface Facts {
  /** ARNs of the policies Genkan edits; empty while they are not known. */
  readonly policyArns: readonly string[];
}

export type Verdict = 'ours' | 'possible' | 'no';

export interface Finding {
  readonly verdict: Verdict;
  /** Why, in English, for the report and for whoever adds a case. */
  readonly reason: string;
  /** The policy the text says is responsible. */
  readonly namedPolicy?: string;
  /** A real denial that another policy is the cause of. */
  readonly otherPolicy?: boolean;
}

/** One way AWS words something. `undefined`: this text is none of this signal's business. */
export interface Signal {
  readonly name: string;
  readonly find: (text: Text, facts: Facts) => Finding | undefined;
}
