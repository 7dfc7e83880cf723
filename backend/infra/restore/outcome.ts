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
export interface RestoreActions {
  /** Whether the bucket holds anything whose key starts with this. */
  hasObjects(prefix: string): Promise<boolean>;
  /** Runs the reset that ends every lease. Returns the error of a failure, `undefined` when it did not. */
  resetToBaseline(): Promise<string | undefined>;
}

/** The response that CloudFormation waits for. */
export interface ResourceResponse {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
}

/**
 * Decides what deleting the stack does: restore the baseline, or refuse to go on. Creating does nothing; updating
 * refuses another policy, because the leases in the old one would never be removed.
 *
 * The policy is remembered in the physical id: when a refused update is rolled back, CloudFormation sends one more update, with
 * the old properties, which must succeed.
 */
export async function restoreOutcome(
  event: ResourceEvent,
  actions: RestoreActions,
): Promise<ResourceResponse> {
  const id = event.PhysicalResourceId ?? `restore:${event.ResourceProperties.PolicyArn}`;
  const failure = await problem(event, id, actions);
  return {
    PhysicalResourceId: id,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    ...(failure === undefined ? { Status: 'SUCCESS' } : { Status: 'FAILED', Reason: failure }),
  };
}

async function problem(
  event: ResourceEvent,
  id: string,
  actions: RestoreActions,
): Promise<string | undefined> {
  if (event.RequestType === 'Delete') return restore(actions);
  return id.endsWith(`:${event.ResourceProperties.PolicyArn}`)
    ? undefined
    : 'A deployment stays with its policy: destroy it first, or deploy a second one under another stack name.';
}

/**
 * A deployment that never adopted a policy has neither baseline nor leases and nothing to restore; without that case a
 * failed first deploy could not be rolled back.
 */
async function restore(actions: RestoreActions): Promise<string | undefined> {
  try {
    const adopted = (await actions.hasObjects('baseline.json')) || (await actions.hasObjects('leases/'));
    const error = adopted ? await actions.resetToBaseline() : undefined;
    return error === undefined ? undefined : explain(error);
  } catch (error) {
    return explain(error instanceof Error ? error.message : String(error));
  }
}

function explain(error: string): string {
  return `The policy could not be put back to its baseline: ${error.slice(0, 500)} Run "genkan doctor" and delete again, or put the policy right by hand and delete while retaining this resource.`;
}
