import { leaseEnd } from '@genkan/shared/lease/end';
import { useState } from 'preact/hooks';
import type { KnownNetwork } from '../../backend/network-status.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';
import { momentWords } from '../../i18n/until-words.ts';
import { durations } from './durations.ts';
import type { Busy, Run } from './run.ts';

/** An end that is not at least this much later is no extension, milliseconds. */
const MIN_EXTENSION_MS = 60_000;

/** The one action first; how long and the network's name are folded away below it. */
export function AllowForm(props: {
  translator: PopupTranslator;
  network: KnownNetwork;
  isEnded: boolean;
  label: string | undefined;
  now: number;
  busy: Busy;
  run: Run;
}) {
  const { translator, network, isEnded, now, busy, run } = props;
  const { translate } = translator;
  const { observations, nextReset, maxMinutes } = network;
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<number>();
  const label = typed ?? props.label ?? '';
  const allow = network.targets ? 'popup.allowAll' : 'popup.for.action';
  const isAllowed = network.status === 'allowed' && !isEnded;
  // Nothing to do where the team's own list lets the network in.
  if (isAllowed && observations.every(({ by }) => by === 'baseline')) return null;

  const leases = observations.flatMap(({ lease }) => (lease && lease.endsAt > now ? [lease] : []));
  const isMine = isAllowed && leases.length > 0;
  // No choice ends a lease earlier than it ends already.
  const held = isMine ? Math.max(...leases.map(({ endsAt }) => endsAt)) + MIN_EXTENSION_MS : now;
  const endOf = (minutes: number | undefined) => leaseEnd({ now, minutes, nextReset, maxMinutes });
  const choices = [undefined, ...durations(maxMinutes)].filter((minutes) => endOf(minutes) > held);
  const minutes = choices.includes(chosen) ? chosen : choices[0];
  const time = momentWords(translator, endOf(minutes), now);
  const verb = isMine ? 'popup.extend' : isAllowed ? 'popup.keep' : allow;

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (busy || choices.length === 0) return;
        run('allow', 'allowNetwork', {
          ...(minutes === undefined ? {} : { minutes }),
          ...(label.trim() ? { label: label.trim() } : {}),
        });
      }}
    >
      <div class="row">
        {choices.length > 0 ? (
          // A colleague's lease lets this network in already: nothing urgent is left to do.
          <button
            type="submit"
            class={isAllowed ? 'grows' : 'primary grows'}
            aria-disabled={busy === 'allow'}
          >
            {busy === 'allow' ? translate('popup.allowing') : translate(verb, { time })}
          </button>
        ) : (
          <p class="soft grows">{translate('popup.longest')}</p>
        )}
        {leases.length > 0 && !isEnded && (
          <button
            type="button"
            aria-disabled={busy === 'end'}
            onClick={() => busy || run('end', 'endLeases', { ids: leases.map(({ id }) => id) })}
          >
            {translate(busy === 'end' ? 'popup.ending' : 'popup.end')}
          </button>
        )}
      </div>
      {choices.length > 0 && (
        <details class="fold">
          <summary>{translate('popup.more')}</summary>
          <div class="stack">
            <div class="field">
              <label for="minutes">{translate('popup.for')}</label>
              <select
                id="minutes"
                value={minutes === undefined ? '' : String(minutes)}
                onChange={({ currentTarget: { value } }) => setChosen(value ? Number(value) : undefined)}
              >
                {choices.map((each) => (
                  <option key={each ?? ''} value={each === undefined ? '' : String(each)}>
                    {each === undefined
                      ? translate('popup.for.reset', { time: momentWords(translator, endOf(each), now) })
                      : durationWords(each, translator)}
                  </option>
                ))}
              </select>
            </div>
            <div class="field">
              <label for="label">{translate('popup.label')}</label>
              <input
                id="label"
                value={label}
                maxLength={80}
                autocomplete="off"
                placeholder={translate('popup.label.example')}
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
            </div>
          </div>
        </details>
      )}
    </form>
  );
}

function durationWords(minutes: number, { translate }: PopupTranslator): string {
  if (minutes < 60) return translate('popup.for.minutes', { minutes });
  return minutes === 60 ? translate('popup.for.hour') : translate('popup.for.hours', { hours: minutes / 60 });
}
