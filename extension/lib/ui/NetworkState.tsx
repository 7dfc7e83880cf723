import { leaseEnd } from '@genkan/shared/lease/end';
import { useState } from 'preact/hooks';
import { failureWords } from '../failure-words.ts';
import { accessEnds, type KnownNetwork, type Network } from '../network.ts';
import type { Speaker } from '../words.ts';
import { Door } from './Door.tsx';
import { durations } from './durations.ts';
import type { Busy, Run } from './Popup.tsx';
import { timeLeft } from './time-left.ts';

/** This network at a glance, and what can be done about it. */
export function NetworkState(props: {
  speaker: Speaker;
  network: Network | undefined;
  now: number;
  busy: Busy;
  run: Run;
}) {
  const { speaker, network, now, busy, run } = props;
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
    return (
      <>
        <section class="state problem" aria-live="polite">
          <Door state="problem" />
          <h1>{say('popup.problem')}</h1>
        </section>
        <p>{failureWords(network.failure, speaker, now)}</p>
      </>
    );
  }
  const until = accessEnds(network);
  return (
    <>
      <section class={`state ${network.status}`} aria-live="polite">
        <Door state={network.status} />
        <h1>{say(network.status === 'allowed' ? 'popup.allowed' : 'popup.refused')}</h1>
        <p class="soft small mono">{network.observations.map(({ address }) => address).join(', ')}</p>
      </section>
      {network.status === 'allowed' && (
        <p>
          {until === undefined
            ? say('popup.why.noEnd', { reason: say(reason(network)) })
            : say('popup.why', {
                reason: say(reason(network)),
                time: speaker.time(until, now),
                left: timeLeft(speaker, until - now),
              })}
        </p>
      )}
      <AllowForm speaker={speaker} network={network} now={now} busy={busy} run={run} />
    </>
  );
}

function reason({ observations }: KnownNetwork) {
  const [first] = observations;
  if (first?.by === 'lease') return first.lease ? 'popup.by.lease' : 'popup.by.leaseOther';
  return first?.by === 'manual' ? 'popup.by.manual' : 'popup.by.baseline';
}

function AllowForm(props: { speaker: Speaker; network: KnownNetwork; now: number; busy: Busy; run: Run }) {
  const { speaker, network, now, busy, run } = props;
  const { say } = speaker;
  const leases = network.observations.flatMap(({ lease }) => (lease ? [lease] : []));
  const [label, setLabel] = useState(leases.find((lease) => lease.label)?.label ?? '');
  const [minutes, setMinutes] = useState('');
  // Nothing to do where the team's own list lets the network in.
  if (
    network.status === 'allowed' &&
    leases.length === 0 &&
    network.observations.every(({ by }) => by === 'baseline')
  ) {
    return null;
  }
  const allow = () =>
    busy ||
    run('allow', 'allowNetwork', {
      ...(minutes ? { minutes: Number(minutes) } : {}),
      ...(label.trim() ? { label: label.trim() } : {}),
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        allow();
      }}
    >
      <div class="field">
        <label for="minutes">{say('popup.for')}</label>
        <select id="minutes" value={minutes} onChange={(event) => setMinutes(event.currentTarget.value)}>
          <option value="">
            {say('popup.for.reset', { time: speaker.time(leaseEnd({ now, ...network }), now) })}
          </option>
          {durations(network.maxMinutes).map((each) => (
            <option key={each} value={String(each)}>
              {each < 60
                ? say('popup.for.minutes', { minutes: each })
                : each === 60
                  ? say('popup.for.hour')
                  : say('popup.for.hours', { hours: each / 60 })}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="label">{say('popup.label')}</label>
        <input
          id="label"
          value={label}
          maxLength={80}
          autocomplete="off"
          placeholder={say('popup.label.example')}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </div>
      <div class="row">
        <button type="submit" class="primary" aria-disabled={busy === 'allow'}>
          {busy === 'allow'
            ? say('popup.allowing')
            : say(network.status === 'allowed' && leases.length > 0 ? 'popup.extend' : 'action.allow')}
        </button>
        {leases.length > 0 && (
          <button
            type="button"
            aria-disabled={busy === 'end'}
            onClick={() => busy || run('end', 'endLeases', { ids: leases.map(({ id }) => id) })}
          >
            {say(busy === 'end' ? 'popup.ending' : 'popup.end')}
          </button>
        )}
      </div>
    </form>
  );
}
