import { readPolicy } from '@genkan/shared/policy';
import { findDrift } from '@genkan/shared/render';
import { resolveRecords } from '../../allowlist/render.ts';
import type { Check } from './check.ts';

/** The baseline exists, can be rendered from, and explains the live policy together with the leases. */
export const checkBaseline: Check = ({ deps, baseline, live, records }) => {
  const check = 'baseline';
  if (!baseline.known) {
    return [
      {
        check,
        status: 'failure',
        message: baseline.why,
        fix: 'Correct GENKAN_BUCKET or your own permissions.',
      },
    ];
  }
  const sids = deps.config.sids ? { sids: deps.config.sids } : {};
  const document = baseline.value;
  if (document === undefined) {
    return [{ check, status: 'failure', message: 'There is no baseline.', fix: 'Run "genkan init".' }];
  }
  const reading = readPolicy(document, sids);
  if (!reading.ok) {
    return [
      {
        check,
        status: 'failure',
        message: `The baseline cannot be used: ${reading.reason}.`,
        fix: 'Repair it with "genkan baseline set".',
      },
    ];
  }
  if (!live.known || !records.known) return [];
  const { active, ended } = resolveRecords(deps, records.value);
  const drift = findDrift({
    live: live.value,
    baseline: document,
    active,
    ended: ended.map((lease) => lease.cidr),
    ...sids,
  });
  const edits = [
    ...drift.added.map((entry) => `+ ${entry}`),
    ...drift.removed.map((entry) => `- ${entry}`),
    ...drift.other,
  ];
  if (edits.length === 0)
    return [{ check, status: 'ok', message: 'Baseline and leases explain the live policy.' }];
  return [
    {
      check,
      status: 'warning',
      message: `The live policy was edited by hand: ${edits.join('; ')}. The next reset undoes that.`,
      fix: 'Adopt it with "genkan baseline set --from-live", or undo it with "genkan reset".',
    },
  ];
};
