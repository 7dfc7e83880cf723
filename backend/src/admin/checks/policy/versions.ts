import { MAX_VERSIONS } from '../../../policy/versions/version-slots.ts';
import { versionNumber } from '../../../store/applied.ts';
import { ok, type TargetCheck, warning } from '../check.ts';

const CHECK = 'versions';

/** A version slot is free; otherwise the versions that Genkan did not create are named. */
export const checkVersions: TargetCheck = ({ versions, applied, auditEvents }) => {
  if (!versions.known) return [];
  const count = versions.value.length;
  if (count < MAX_VERSIONS) return [ok(CHECK, `${count} of ${MAX_VERSIONS} version slots are taken.`)];
  const own = new Set<unknown>(applied.known ? [applied.value?.version] : []);
  for (const event of auditEvents.known ? auditEvents.value : []) own.add(event['versionAfter']);
  const ids = versions.value.map(({ id }) => id).sort((a, b) => versionNumber(a) - versionNumber(b));
  const foreign = ids.filter((id) => !own.has(id));
  const whose =
    foreign.length === 0
      ? ''
      : ` ${foreign.join(', ')} are in no audit event of the last days: another client created them.`;
  return [
    warning(
      CHECK,
      `All ${MAX_VERSIONS} version slots are taken, so the next change must delete the oldest version first.${whose}`,
      'Save the documents you still need, then run "genkan reconcile", which frees two slots. If they fill up again, find the other client that edits the policy.',
    ),
  ];
};
