import { describe, expect, it } from 'vitest';
import { outcome, type ResourceEvent, type RestoreWorld } from './outcome.ts';

const PolicyArn = 'arn:aws:iam::123456789012:policy/Office';

function event(change: Partial<ResourceEvent> = {}): ResourceEvent {
  return {
    RequestType: 'Delete',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'RestoreOnDelete',
    PhysicalResourceId: `restore:${PolicyArn}`,
    ResourceProperties: { PolicyArn },
    ...change,
  };
}

function world(keys: readonly string[], failure?: string) {
  const calls = { resets: 0 };
  const fake: RestoreWorld = {
    hasObjects: async (prefix) => keys.some((key) => key.startsWith(prefix)),
    resetToBaseline: async () => {
      calls.resets += 1;
      return failure;
    },
  };
  return { calls, fake };
}

describe('deleting the stack', () => {
  it('restores the baseline of an adopted policy', async () => {
    const { calls, fake } = world(['baseline.json', 'leases/a']);
    expect(await outcome(event(), fake)).toMatchObject({ Status: 'SUCCESS', RequestId: 'request' });
    expect(calls.resets).toBe(1);
  });

  it('has nothing to restore where no policy was adopted', async () => {
    const { calls, fake } = world([]);
    expect(await outcome(event(), fake)).toMatchObject({ Status: 'SUCCESS' });
    expect(calls.resets).toBe(0);
  });

  it('tries to restore when the baseline is lost but leases are there', async () => {
    const { calls, fake } = world(['leases/a'], 'There is no baseline.');
    expect(await outcome(event(), fake)).toMatchObject({ Status: 'FAILED' });
    expect(calls.resets).toBe(1);
  });

  it('stops and says why when the reset fails', async () => {
    const { fake } = world(['baseline.json'], 'The baseline is not a valid policy.');
    const answer = await outcome(event(), fake);
    expect(answer.Status).toBe('FAILED');
    expect(answer.Reason).toContain('The baseline is not a valid policy.');
    expect(answer.Reason).toContain('genkan doctor');
  });

  it('stops when AWS does not answer', async () => {
    const { fake } = world(['baseline.json']);
    const answer = await outcome(event(), {
      ...fake,
      resetToBaseline: () => Promise.reject(new Error('socket hang up')),
    });
    expect(answer).toMatchObject({ Status: 'FAILED' });
    expect(answer.Reason).toContain('socket hang up');
  });

  it('keeps the reason short enough for CloudFormation', async () => {
    const { fake } = world(['baseline.json'], 'x'.repeat(10_000));
    const answer = await outcome(event(), fake);
    // The whole answer may have 4,096 bytes.
    expect(JSON.stringify(answer).length).toBeLessThan(4_096);
  });
});

describe('creating and updating', () => {
  it.each(['Create', 'Update'] as const)('%s resets nothing', async (RequestType) => {
    const { calls, fake } = world(['baseline.json', 'leases/a']);
    expect(await outcome(event({ RequestType }), fake)).toMatchObject({ Status: 'SUCCESS' });
    expect(calls.resets).toBe(0);
  });

  it('remembers the policy in the physical id', async () => {
    const { PhysicalResourceId: _, ...create } = event({ RequestType: 'Create' });
    const answer = await outcome(create, world([]).fake);
    expect(answer.PhysicalResourceId).toBe(`restore:${PolicyArn}`);
  });

  it('refuses another policy, and accepts the roll-back to the first one', async () => {
    const other = { PolicyArn: 'arn:aws:iam::123456789012:policy/Other' };
    const { fake } = world(['baseline.json']);
    const refused = await outcome(event({ RequestType: 'Update', ResourceProperties: other }), fake);
    expect(refused).toMatchObject({ Status: 'FAILED', PhysicalResourceId: `restore:${PolicyArn}` });
    const rolledBack = await outcome(event({ RequestType: 'Update' }), fake);
    expect(rolledBack).toMatchObject({ Status: 'SUCCESS' });
  });
});
