import type { ApiFailure } from './api.ts';
import type { Speaker } from './words.ts';

/** One sentence for a failure: what happened and what to do next. */
export function failureWords({ kind, retryAt }: ApiFailure, speaker: Speaker, now: number): string {
  return kind === 'policy_full' && retryAt !== undefined
    ? speaker.say('problem.policy_full_until', { time: speaker.time(retryAt, now) })
    : speaker.say(`problem.${kind}`);
}
