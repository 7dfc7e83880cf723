import type { Translator } from '../../i18n/words.ts';
import { connectionName } from '../../settings/connection-name.ts';
import { type Connection, leadsTo } from '../../settings/settings.ts';

/** What a connection leads to: account, endpoints, the masked key; and what is unusual about it. */
export function ConnectionDetails(props: {
  translator: Translator;
  connection: Connection;
  connections: readonly Connection[];
  update: (news: Partial<Connection>) => void;
}) {
  const { translator, connection, update } = props;
  const { translate } = translator;
  const { endpoint, endpoints, key, offered = [], accountId, keyFromOrganisation = false } = connection;
  const rival = rivalOf(connection, props.connections);
  return (
    <>
      <p class="soft small mono">
        {accountId
          ? translate('options.connection.account', { account: accountId })
          : translate('options.connection.accountUnknown')}
        {[endpoint, ...endpoints].map((each) => [<br key={each} />, each])}
        <br />
        {keyFromOrganisation ? translate('options.connection.keyManaged') : maskKey(key)}
      </p>
      {rival && (
        <p class="note warn">
          {translate('options.connection.rival', {
            name: connectionName(rival),
            host: new URL(rival.endpoint).host,
          })}
        </p>
      )}
      {offered.map((each) => (
        <div class="note stack" key={each}>
          <p>{translate('options.connection.offered', { host: new URL(each).host })}</p>
          <div class="row">
            <button
              type="button"
              onClick={() =>
                update({
                  endpoints: [...endpoints, each],
                  offered: offered.filter((other) => other !== each),
                })
              }
            >
              {translate('options.connection.confirmEndpoint')}
            </button>
          </div>
        </div>
      ))}
    </>
  );
}

/** Another connection of the same account that leads to another deployment. */
function rivalOf(connection: Connection, connections: readonly Connection[]): Connection | undefined {
  const { id, accountId, endpoint } = connection;
  if (accountId === undefined) return undefined;
  return connections.find(
    (each) =>
      each.id !== id &&
      each.accountId === accountId &&
      !leadsTo(each, endpoint) &&
      !leadsTo(connection, each.endpoint),
  );
}

/** The member id without the secret: `genkan_taro.••••••••`. */
function maskKey(key: string): string {
  const [member] = key.split('.');
  return key ? `${member}.${'•'.repeat(8)}` : '';
}
