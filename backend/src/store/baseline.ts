/** The pristine policy document. Only an administrator writes it. */
export const BASELINE_KEY = 'baseline.json';
