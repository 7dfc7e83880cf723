import { deleteLease } from '../../backend/client.ts';
import type { MessageBody } from '../../messages/messages.ts';
import { activeConnection } from '../../settings/settings.ts';
import { loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { endInHistory } from '../history.ts';
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
  const { endpoint, key } = connection;
  const results = await Promise.all(ids.map((id) => deleteLease(environment, { endpoint, key }, id)));
  await endInHistory(
    environment,
    connection.id,
    ids.filter((_, index) => results[index]?.ok),
  );
  const failed = results.find((result) => !result.ok);
  return overview(background, { fresh: true, ...(failed ? { failure: failed.failure } : {}) });
}
