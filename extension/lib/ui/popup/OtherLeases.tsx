import type { Overview } from '../../background/overview.ts';
import type { PopupTranslator } from '../../i18n/popup-words.ts';
import type { Busy, Run } from './run.ts';
import { timeLeft } from './time-left.ts';

/** My leases of other networks, each with its own end. */
export function OtherLeases(props: {
  translator: PopupTranslator;
  leases: Overview['others'];
  now: number;
  busy: Busy;
  run: Run;
}) {
  const { translator, now, busy, run } = props;
  return (
    <section class="stack" aria-labelledby="others">
      <h2 id="others">{translator.translate('popup.others')}</h2>
      <ul class="leases">
        {props.leases.map(({ id, cidr, endsAt, label }) => (
          <li key={id}>
            <span>
              {label ?? cidr}
              <br />
              <span class="soft small mono">
                {label ? `${cidr}, ` : ''}
                {timeLeft(translator, endsAt - now)}
              </span>
            </span>
            <button
              type="button"
              aria-label={`${translator.translate('popup.others.end')} ${label ?? cidr}`}
              aria-disabled={busy !== undefined}
              onClick={() => busy || run('end', 'endLeases', { ids: [id] })}
            >
              {translator.translate('popup.others.end')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
