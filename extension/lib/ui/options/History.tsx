import { endOf, type HistoryEntry } from '../../background/history.ts';
import type { Translator } from '../../i18n/words.ts';
import { connectionName } from '../../settings/connection-name.ts';
import type { Connection } from '../../settings/settings.ts';

/** What was allowed from this device. Nothing is shown while there is nothing. */
export function History(props: {
  translator: Translator;
  entries: readonly HistoryEntry[];
  connections: readonly Connection[];
  now: number;
  clear: () => void;
}) {
  const { translator, entries, connections, now, clear } = props;
  const { translate } = translator;
  if (entries.length === 0) return null;
  return (
    <section>
      <details class="fold">
        <summary>{translate('options.history')}</summary>
        <div class="stack">
          <p class="soft">{translate('options.history.intro')}</p>
          <ul class="history">
            {entries.map((entry) => {
              const connection = connections.find(({ id }) => id === entry.connectionId);
              return (
                <li key={`${entry.leaseId} ${entry.from}`}>
                  {entry.label ?? entry.cidr}
                  <span class="soft small mono">
                    {[
                      ...(entry.label === undefined ? [] : [entry.cidr]),
                      ...(connection ? [connectionName(connection)] : []),
                      translator.range(entry.from, entry.ended?.at ?? entry.until),
                      translate(`options.history.${endOf(entry, now) ?? 'active'}`),
                    ].map((part) => (
                      <span key={part}>{part}</span>
                    ))}
                  </span>
                </li>
              );
            })}
          </ul>
          <div class="row">
            <button type="button" onClick={clear}>
              {translate('options.history.clear')}
            </button>
          </div>
        </div>
      </details>
    </section>
  );
}
