import type { Background } from '../background.ts';
import type { MessageBody } from '../messages.ts';
import type { Overview } from '../overview.ts';
import { changeSettings } from '../settings-store.ts';
import { overview } from './overview.ts';

/** Use another connection from now on. */
export async function selectConnection(
  background: Background,
  { id }: MessageBody<'selectConnection'>,
): Promise<Overview> {
  await changeSettings(background.environment, (settings) =>
    settings.connections.some((connection) => connection.id === id)
      ? { ...settings, activeId: id }
      : settings,
  );
  return overview(background, { fresh: false });
}
