import type { Translator } from '../../i18n/words.ts';
import { sharedAccount } from '../../settings/accounts.ts';
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
  const { endpoint, endpoints, key, offered = [], keyFromOrganisation = false } = connection;
  const accounts = accountsOf(connection);
  const rival = rivalOf(connection, props.connections);
  return (
    <>
      <p class="soft small mono">
        {accounts.length > 0
          ? accounts.map((account, index) => [
              index > 0 && <br />,
              translate('options.connection.account', { account }),
            ])
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

/** The accounts that a connection leads to: the id, and where there are several the name. */
function accountsOf({ accountId, targets }: Connection): readonly string[] {
  return (
    targets?.map((target) => `${target.name} (${target.accountId})`) ??
    (accountId === undefined ? [] : [accountId])
  );
}

/** Another connection of the same account that leads to another deployment. */
function rivalOf(connection: Connection, connections: readonly Connection[]): Connection | undefined {
  const { id, endpoint } = connection;
  return connections.find(
    (each) =>
      each.id !== id &&
      sharedAccount(each, connection) !== undefined &&
      !leadsTo(each, endpoint) &&
      !leadsTo(connection, each.endpoint),
  );
}

/** The member id without the secret: `genkan_taro.••••••••`. */
function maskKey(key: string): string {
  const [member] = key.split('.');
  return key ? `${member}.${'•'.repeat(8)}` : '';
}
