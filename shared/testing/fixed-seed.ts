import fc from 'fast-check';

// A mutant that a property kills must be killed in every run.
fc.configureGlobal({ seed: 20261123 });
