/** What CloudFormation sends to a custom resource's function, as far as it is used here. */
export interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: { readonly PolicyArn: string };
}

/** What the function needs from AWS. */
export interface RestoreWorld {
  /** Whether the bucket holds anything whose key starts with this. */
  hasObjects(prefix: string): Promise<boolean>;
  /** Runs the reset that ends every lease. Answers the error it failed with, `undefined` when it did not. */
  resetToBaseline(): Promise<string | undefined>;
}

/** The answer that CloudFormation waits for. */
export interface ResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

/**
 * Decides what deleting the stack does: restore the baseline, or refuse to go on. Creating does nothing; updating
 * refuses another policy, because the leases in the old one would never be taken out again.
 *
 * The policy is remembered in the physical id: when a refused update is rolled back, CloudFormation asks once more, with
 * the old properties, and must be told yes.
 */
export async function outcome(event: ResourceEvent, world: RestoreWorld): Promise<ResourceAnswer> {
  const id = event.PhysicalResourceId ?? `restore:${event.ResourceProperties.PolicyArn}`;
  const failure = await problem(event, id, world);
  return {
    PhysicalResourceId: id,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    ...(failure === undefined ? { Status: 'SUCCESS' } : { Status: 'FAILED', Reason: failure }),
  };
}

async function problem(event: ResourceEvent, id: string, world: RestoreWorld): Promise<string | undefined> {
  if (event.RequestType === 'Delete') return restore(world);
  return id.endsWith(`:${event.ResourceProperties.PolicyArn}`)
    ? undefined
    : 'A deployment stays with its policy: destroy it first, or deploy a second one under another stack name.';
}

/**
 * A deployment that never adopted a policy has neither baseline nor leases and nothing to restore; without that case a
 * failed first deploy could not be rolled back.
 */
async function restore(world: RestoreWorld): Promise<string | undefined> {
  try {
    const adopted = (await world.hasObjects('baseline.json')) || (await world.hasObjects('leases/'));
    const error = adopted ? await world.resetToBaseline() : undefined;
    return error === undefined ? undefined : explain(error);
  } catch (error) {
    return explain(error instanceof Error ? error.message : String(error));
  }
}

function explain(error: string): string {
  return `The policy could not be put back to its baseline: ${error.slice(0, 500)} Run "genkan doctor" and delete again, or put the policy right by hand and delete while retaining this resource.`;
}
