/**
 * V8 flags for measuring memory. What V8 compiles while a program gets warm stays on its heap and is no leak: its
 * compilers are off, and the notes for them are made at once.
 */
export const COMPILERS_OFF = ['--no-opt', '--no-maglev', '--no-sparkplug', '--no-lazy-feedback-allocation'];
