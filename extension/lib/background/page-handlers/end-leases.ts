import { isOfAccounts, type NotEnded } from '../../i18n/not-ended-words.ts';
import type { MessageBody } from '../../messages/messages.ts';
import { activeConnection } from '../../settings/settings.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { endNow } from '../end-now.ts';
import type { Overview } from '../overview.ts';
import { overview } from './read-overview.ts';

/** End leases now, from the popup. */
export async function endLeases(
  background: Background,
  { ids }: MessageBody<'endLeases'>,
): Promise<Overview> {
  const { environment } = background;
  const { settings } = await loadSettings(environment.storage);
  const connection = activeConnection(settings);
  if (!connection) return overview(background, { fresh: false });
  const failed = await endNow(environment, connection, ids);
  return overview(background, { fresh: true, ...(failed ? failureOrAccounts(failed) : {}) });
}

function failureOrAccounts(failed: NotEnded) {
  return isOfAccounts(failed) ? { notEnded: [...failed] } : { failure: failed };
}
