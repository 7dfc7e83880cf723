import type { MessageBody } from '../../messages/messages.ts';
import { changeConnections, loadSettings } from '../../settings/store.ts';
import type { Background } from '../background.ts';
import { refreshBadge } from '../badge.ts';
import { type Overview, overviewOf } from '../overview.ts';
import { overview } from './read-overview.ts';

/** Use another connection from now on. */
export async function selectConnection(
  background: Background,
  { id }: MessageBody<'selectConnection'>,
): Promise<Overview> {
  const { environment } = background;
  const { settings } = await loadSettings(environment.storage);
  if (settings.connections.some((connection) => connection.id === id)) {
    await changeConnections(environment, (stored) => ({ ...stored, activeId: id }));
    // The status of the other connection must not stay on the toolbar while this one is asked.
    await overviewOf(environment);
    await refreshBadge(environment);
  }
  return overview(background, { fresh: false });
}
