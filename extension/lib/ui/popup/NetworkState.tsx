import { accessEnds, type KnownNetwork, type Network } from '../../backend/network-status.ts';
import type { Observation } from '../../backend/observation.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import { networkWords } from '../../i18n/network-words.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';
import { momentWords } from '../../i18n/until-words.ts';
import { FailureDetails } from '../shared/FailureDetails.tsx';
import { StateIcon } from '../shared/StateIcon.tsx';
import { FailedAccounts } from './Accounts.tsx';
import { AllowForm } from './AllowForm.tsx';
import type { Busy, Run } from './run.ts';
import { timeLeft } from './time-left.ts';

/** This network at a glance, and what can be done about it. */
export function NetworkState(props: {
  translator: PopupTranslator;
  network: Network | undefined;
  /** What the person called this network before. */
  label: string | undefined;
  now: number;
  busy: Busy;
  /** Whether this is what was known before, while the backend is asked. */
  checking: boolean;
  run: Run;
}) {
  const { translator, network, label, now, busy, checking, run } = props;
  const { translate } = translator;
  const shared = { translator, now, busy, run };
  if (!network) {
    return (
      <section class="state" aria-live="polite">
        <StateIcon state="unknown" />
        <h1>{translate('popup.checking')}</h1>
      </section>
    );
  }
  if (network.status === 'problem') {
    const { failure } = network;
    return (
      <>
        <section class="state problem" aria-live="polite" aria-busy={checking}>
          <StateIcon state="problem" />
          <h1>{translate('popup.problem')}</h1>
        </section>
        <p>{failureWords(failure, translator, now)}</p>
        <div class="row">
          <button
            type="button"
            class="primary grows"
            aria-disabled={busy !== undefined}
            onClick={() => busy || run('refresh', 'refreshOverview', { force: true })}
          >
            {translate('action.retry')}
          </button>
          <FailureDetails translator={translator} failure={failure} now={network.checkedAt} />
        </div>
      </>
    );
  }
  const until = accessEnds(network);
  const isEnded = network.status === 'allowed' && until !== undefined && until <= now;
  const state = isEnded ? 'unknown' : network.status;
  return (
    <>
      <section class={`state ${state}`} aria-live="polite" aria-busy={checking}>
        <StateIcon state={state} />
        <h1>{isEnded ? translate('popup.ended') : networkWords(network, translator)}</h1>
        <Addresses translator={translator} observations={network.observations} now={now} />
      </section>
      {network.status === 'allowed' && !isEnded && (
        <p>
          {until === undefined
            ? translate('popup.why.noEnd', { reason: translate(reason(network)) })
            : translate('popup.why', {
                reason: translate(reason(network)),
                time: momentWords(translator, until, now),
                left: timeLeft(translator, until - now),
              })}
        </p>
      )}
      {network.targets && <FailedAccounts {...shared} targets={network.targets} />}
      <AllowForm
        // Another network starts with its own name, not with the last one's.
        key={network.observations.map(({ cidr }) => cidr).join()}
        {...shared}
        network={network}
        isEnded={isEnded}
        label={label}
      />
    </>
  );
}

/** The addresses by their family; with two of them, which one is allowed. */
function Addresses(props: {
  translator: PopupTranslator;
  observations: readonly Observation[];
  now: number;
}) {
  const { translator, observations, now } = props;
  const { translate } = translator;
  const isOne = observations.length === 1;
  return (
    <p class="soft small mono">
      {observations.map(({ address, cidr, allowed, until }) => {
        const isAllowed = allowed && (until === undefined || until > now);
        return (
          <span class="address" key={cidr}>
            {address.includes(':') ? 'IPv6' : 'IPv4'} <Address text={address} />
            {!isOne && ` – ${translate(isAllowed ? 'popup.family.allowed' : 'popup.family.denied')}`}
          </span>
        );
      })}
    </p>
  );
}

/** An address that breaks between its groups, never inside one. */
function Address({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=[:.])/).map((group, index) => (
        <span key={index} class="group">
          {group}
          <wbr />
        </span>
      ))}
    </>
  );
}

function reason({ observations }: KnownNetwork) {
  const [first] = observations;
  if (first?.by === 'lease') return first.lease ? 'popup.by.lease' : 'popup.by.leaseOther';
  return first?.by === 'manual' ? 'popup.by.manual' : 'popup.by.baseline';
}
