// The longest texts of the contract and of the stored records, in UTF-16 code units.

/** A label that a member gives a lease. */
export const MAX_LABEL_LENGTH = 80;

/** The name of a member, as an administrator types it. */
export const MAX_MEMBER_NAME_LENGTH = 100;

/** A name of a response (member, Sid, time zone, version). The extension cuts a longer one. */
export const MAX_SHOWN_NAME_LENGTH = 80;

/** A sentence of a problem. The extension cuts a longer one. */
export const MAX_SENTENCE_LENGTH = 500;
