/** Limits of the page texts in a message. The content script keeps them and the background checks them. */

/** In UTF-16 code units. */
export const MAX_TEXT_LENGTH = 4000;
export const MAX_TEXTS = 20;
