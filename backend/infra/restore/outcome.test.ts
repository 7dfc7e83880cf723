import { describe, expect, test } from 'vitest';
import { type ResourceEvent, type RestoreActions, restoreOutcome } from './outcome.ts';

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
  const fake: RestoreActions = {
    hasObjects: async (prefix) => keys.some((key) => key.startsWith(prefix)),
    resetToBaseline: async () => {
      calls.resets += 1;
      return failure;
    },
  };
  return { calls, fake };
}

describe('deleting the stack', () => {
  test('restores the baseline of an adopted policy', async () => {
    const { calls, fake } = world(['baseline.json', 'leases/a']);
    expect(await restoreOutcome(event(), fake)).toMatchObject({ Status: 'SUCCESS', RequestId: 'request' });
    expect(calls.resets).toBe(1);
  });

  test('has nothing to restore where no policy was adopted', async () => {
    const { calls, fake } = world([]);
    expect(await restoreOutcome(event(), fake)).toMatchObject({ Status: 'SUCCESS' });
    expect(calls.resets).toBe(0);
  });

  test('tries to restore when the baseline is lost but leases are there', async () => {
    const { calls, fake } = world(['leases/a'], 'There is no baseline.');
    expect(await restoreOutcome(event(), fake)).toMatchObject({ Status: 'FAILED' });
    expect(calls.resets).toBe(1);
  });

  test('stops and says why when the reset fails', async () => {
    const { fake } = world(['baseline.json'], 'The baseline is not a valid policy.');
    const response = await restoreOutcome(event(), fake);
    expect(response.Status).toBe('FAILED');
    expect(response.Reason).toContain('The baseline is not a valid policy.');
    expect(response.Reason).toContain('genkan doctor');
  });

  test('stops when AWS does not respond', async () => {
    const { fake } = world(['baseline.json']);
    const response = await restoreOutcome(event(), {
      ...fake,
      resetToBaseline: () => Promise.reject(new Error('socket hang up')),
    });
    expect(response).toMatchObject({ Status: 'FAILED' });
    expect(response.Reason).toContain('socket hang up');
  });

  test('keeps the reason short enough for CloudFormation', async () => {
    const { fake } = world(['baseline.json'], 'x'.repeat(10_000));
    const response = await restoreOutcome(event(), fake);
    // The whole response may have 4,096 bytes.
    expect(JSON.stringify(response).length).toBeLessThan(4_096);
  });
});

describe('creating and updating', () => {
  test.each(['Create', 'Update'] as const)('%s resets nothing', async (RequestType) => {
    const { calls, fake } = world(['baseline.json', 'leases/a']);
    expect(await restoreOutcome(event({ RequestType }), fake)).toMatchObject({ Status: 'SUCCESS' });
    expect(calls.resets).toBe(0);
  });

  test('remembers the policy in the physical id', async () => {
    const { PhysicalResourceId: _, ...create } = event({ RequestType: 'Create' });
    const response = await restoreOutcome(create, world([]).fake);
    expect(response.PhysicalResourceId).toBe(`restore:${PolicyArn}`);
  });

  test('refuses another policy, and accepts the roll-back to the first one', async () => {
    const other = { PolicyArn: 'arn:aws:iam::123456789012:policy/Other' };
    const { fake } = world(['baseline.json']);
    const refused = await restoreOutcome(event({ RequestType: 'Update', ResourceProperties: other }), fake);
    expect(refused).toMatchObject({ Status: 'FAILED', PhysicalResourceId: `restore:${PolicyArn}` });
    const rolledBack = await restoreOutcome(event({ RequestType: 'Update' }), fake);
    expect(rolledBack).toMatchObject({ Status: 'SUCCESS' });
  });
});
