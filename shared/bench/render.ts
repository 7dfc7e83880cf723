/**
 * How long rendering takes: 300 leases of the longest IPv4 text into a policy that is full before they are all in.
 * Run with plain node: `node shared/bench/render.ts`
 */
import { parseCidr } from '@genkan/shared/address';
import { type RenderLease, renderGrant } from '@genkan/shared/render';

const LEASES = 300;
const ROUNDS = 500;
const WARM_UP = 200;

const baseline = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Office',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      },
    ],
  },
  null,
  2,
);

const active = Array.from({ length: LEASES }, (_, index): RenderLease => {
  const cidr = parseCidr(`203.${100 + (index >> 7)}.${100 + (index & 127)}.${100 + (index % 150)}/32`);
  if (!cidr.ok) throw new TypeError(cidr.reason);
  return { cidr: cidr.value, at: index, endsAt: index + 1000 };
});

function measure(live: string): {
  readonly figure: string;
  readonly document: string;
  readonly fits: number;
} {
  const times: number[] = [];
  let document = live;
  let fits = 0;
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const start = performance.now();
    const result = renderGrant({ live, baseline, active, ended: [] });
    if (round >= WARM_UP) times.push(performance.now() - start);
    if (!result.ok) throw new TypeError(result.reason);
    ({ document, fits } = result);
  }
  times.sort((a, b) => a - b);
  const [fastest = Number.NaN, median = Number.NaN] = [times[0], times[ROUNDS >> 1]];
  return {
    figure: `${fastest.toFixed(2)} ms at best, ${median.toFixed(2)} ms in the median of ${ROUNDS}`,
    document,
    fits,
  };
}

const first = measure(baseline);
const again = measure(first.document);
if (first.fits === LEASES) throw new TypeError('The policy is not full.');
console.log(`${LEASES} leases into the baseline: ${first.figure}; ${first.fits} fit`);
console.log(`the same again, policy full:     ${again.figure}`);
