import { parseCidr } from '@genkan/shared/address';
import { type RenderLease, renderGrant } from '@genkan/shared/render';
import { type Figure, rounds } from '../harness/figure.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/sample.ts';
import { spread } from '../harness/text.ts';

const LEASES = 300;
const AT = Date.UTC(2026, 10, 23);
/** One render is too short for the clock of a busy machine. */
const BATCH = 20;

const policy = (entries: readonly string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: '',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': entries } },
      },
    ],
  });

/** Short public addresses: 300 of the longest would not fit into a policy. */
function lease(index: number): RenderLease {
  const cidr = parseCidr(`5.${Math.floor(index / 100) + 1}.${index % 10}.${Math.floor(index / 10) % 10}/32`);
  if (!cidr.ok) throw new RangeError(cidr.reason);
  return { cidr: cidr.value, at: AT + index, endsAt: AT + 3_600_000 };
}

/** Computing the document that should be live, with as many leases as a policy holds. */
export const render: Figure = {
  name: 'render',
  async measure(options) {
    const baseline = policy(['123.123.123.123/32']);
    const active = Array.from({ length: LEASES }, (_, index) => lease(index));
    const input = { live: baseline, baseline, active, ended: [] };
    const full = renderGrant(input);
    if (!full.ok || full.omitted.length > 0) throw new RangeError(`${LEASES} leases do not fit`);
    const each = (work: () => unknown) => async () => {
      const start = process.threadCpuUsage();
      for (let turn = 0; turn < BATCH; turn += 1) work();
      const { user, system } = process.threadCpuUsage(start);
      return (user + system) / 1000 / BATCH;
    };
    const samples = await interleave(rounds(options, 50), {
      ours: each(() => renderGrant(input)),
      json: each(() => JSON.stringify(JSON.parse(full.document))),
    });
    return [
      {
        figure: `render ${LEASES} leases into the policy`,
        ours: spread(samples.ours, 'ms'),
        baseline: `JSON.parse and JSON.stringify of the result: ${spread(samples.json, 'ms')}`,
        checks: [{ unit: 'ms', value: median(samples.ours), limit: 2 }],
        note: `reading live document and baseline, merging, sorting, checking the size and writing the text; processor time, batches of ${BATCH}.`,
      },
    ];
  },
};
