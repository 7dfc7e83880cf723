import type { Translator } from '../../i18n/words.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Settings } from '../../settings/settings.ts';
import { activeConnection } from '../../settings/settings.ts';
import type { Change } from '../shared/change.ts';
import { ConnectionCard } from './ConnectionCard.tsx';

/** The connections there are. */
export function Connections(props: {
  translator: Translator;
  environment: Environment;
  settings: Settings;
  change: Change;
}) {
  const { translator, environment, settings, change } = props;
  const active = activeConnection(settings);
  return (
    <section aria-labelledby="connections">
      <h2 id="connections">{translator.translate('options.connections')}</h2>
      {settings.connections.length === 0 && (
        <p class="soft">{translator.translate('options.connections.none')}</p>
      )}
      <ul class="cards">
        {settings.connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            translator={translator}
            environment={environment}
            connection={connection}
            connections={settings.connections}
            inUse={connection.id === active?.id}
            change={change}
          />
        ))}
      </ul>
    </section>
  );
}
