import type { ManageableBrowser } from './managed-program.ts';

/** Debian's Firefox: `distribution/` beside its program leads here. */
export const MANAGEABLE_FIREFOX: ManageableBrowser = {
  programs: ['firefox-esr'],
  folder: '/usr/share/firefox-esr/distribution',
  file: 'policies.json',
};
