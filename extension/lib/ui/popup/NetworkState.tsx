import {
  accessEnds,
  type KnownNetwork,
  type Network,
  type Observation,
} from '../../backend/network-status.ts';
import { failureWords } from '../../i18n/failure-words.ts';
import type { PopupSpeaker } from '../../i18n/popup-words.ts';
import { momentWords } from '../../i18n/until-words.ts';
import { FailureDetails } from '../shared/FailureDetails.tsx';
import { Door } from '../shared/StateIcon.tsx';
import { AllowForm } from './AllowForm.tsx';
import type { Busy, Run } from './run.ts';
import { timeLeft } from './time-left.ts';

/** This network at a glance, and what can be done about it. */
export function NetworkState(props: {
  speaker: PopupSpeaker;
  network: Network | undefined;
  /** What the person called this network before. */
  label: string | undefined;
  now: number;
  busy: Busy;
  /** Whether this is what was known before, while the backend is asked. */
  checking: boolean;
  run: Run;
}) {
  const { speaker, network, label, now, busy, checking, run } = props;
  const { say } = speaker;
  if (!network) {
    return (
      <section class="state" aria-live="polite">
        <Door state="unknown" />
        <h1>{say('popup.checking')}</h1>
      </section>
    );
  }
  if (network.status === 'problem') {
    const { failure } = network;
    return (
      <>
        <section class="state problem" aria-live="polite" aria-busy={checking}>
          <Door state="problem" />
          <h1>{say('popup.problem')}</h1>
        </section>
        <p>{failureWords(failure, speaker, now)}</p>
        <div class="row">
          <button
            type="button"
            class="primary grows"
            aria-disabled={busy !== undefined}
            onClick={() => busy || run('refresh', 'refreshOverview', { force: true })}
          >
            {say('action.retry')}
          </button>
          <FailureDetails speaker={speaker} failure={failure} now={network.checkedAt} />
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
        <Door state={state} />
        <h1>
          {say(isEnded ? 'popup.ended' : network.status === 'allowed' ? 'popup.allowed' : 'popup.refused')}
        </h1>
        <Addresses speaker={speaker} observations={network.observations} now={now} />
      </section>
      {network.status === 'allowed' && !isEnded && (
        <p>
          {until === undefined
            ? say('popup.why.noEnd', { reason: say(reason(network)) })
            : say('popup.why', {
                reason: say(reason(network)),
                time: momentWords(speaker, until, now),
                left: timeLeft(speaker, until - now),
              })}
        </p>
      )}
      <AllowForm
        // Another network starts with its own name, not with the last one's.
        key={network.observations.map(({ cidr }) => cidr).join()}
        speaker={speaker}
        network={network}
        isEnded={isEnded}
        label={label}
        now={now}
        busy={busy}
        run={run}
      />
    </>
  );
}

/** The addresses by their family; with two of them, which one is allowed. */
function Addresses(props: { speaker: PopupSpeaker; observations: readonly Observation[]; now: number }) {
  const { speaker, observations, now } = props;
  const { say } = speaker;
  const isOne = observations.length === 1;
  return (
    <p class="soft small mono">
      {observations.map(({ address, cidr, allowed, until }) => {
        const isAllowed = allowed && (until === undefined || until > now);
        return (
          <span class="address" key={cidr}>
            {address.includes(':') ? 'IPv6' : 'IPv4'} <Address text={address} />
            {!isOne && ` – ${say(isAllowed ? 'popup.family.allowed' : 'popup.family.refused')}`}
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
