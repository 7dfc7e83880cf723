/** The control: a content script that does nothing. Whatever is measured for it is noise. */
export {};
