import type { Background } from '../background.ts';
import type { MessageBody } from '../messages.ts';
import type { Overview } from '../overview.ts';
import { changeConnections, loadSettings } from '../settings-store.ts';
import { overview } from './overview.ts';

/** Use another connection from now on. */
export async function selectConnection(
  background: Background,
  { id }: MessageBody<'selectConnection'>,
): Promise<Overview> {
  const { environment } = background;
  const { settings } = await loadSettings(environment.storage);
  if (settings.connections.some((connection) => connection.id === id)) {
    await changeConnections(environment, (stored) => ({ ...stored, activeId: id }));
  }
  return overview(background, { fresh: false });
}
