import { Buffer } from 'node:buffer';
import {
  type Clock,
  type Log,
  type ObjectStore,
  PreconditionFailedError,
  type RandomBytes,
} from '../runtime/ports.ts';

/** What happened. The words of the audit trail; administrators search for them. */
export type AuditEventName =
  | 'granted'
  | 'applied'
  | 'renewed'
  | 'revoked'
  | 'replaced'
  | 'refused'
  | 'expired'
  | 'restored'
  | 'list_restored'
  | 'reset'
  | 'reset_refused'
  | 'drift_seen'
  | 'policy_edited'
  | 'baseline_set'
  | 'target_added'
  | 'target_removed'
  | 'group_changed'
  | 'member_changed'
  | 'member_added'
  | 'member_removed'
  | 'member_rotated'
  | 'member_disabled'
  | 'member_enabled';

/** One event. Never a key, a cookie or a whole policy: entries of a list are named, documents are not. */
export interface AuditEvent {
  readonly event: AuditEventName;
  readonly requestId?: string | undefined;
  readonly memberId?: string | undefined;
  readonly cidr?: string | undefined;
  readonly label?: string | undefined;
  /** ms since the epoch. */
  readonly endsAt?: number | undefined;
  readonly versionBefore?: string | undefined;
  readonly versionAfter?: string | undefined;
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly other?: readonly string[];
  readonly reason?: string;
  /** The administrator's ARN, in events of the command line. */
  readonly actor?: string;
}

export interface AuditPorts {
  readonly objects: Pick<ObjectStore, 'put'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  /** The target that the events are about; absent where there is only one. */
  readonly target?: string;
}

export const AUDIT_PREFIX = 'audit/';

/**
 * Records one event: an object that is created and never replaced, and one log line. The write is retried as every call to
 * AWS. When it still fails, the event is logged as `audit_failed`, for an alarm, and the change stays.
 */
export async function audit(deps: AuditPorts, event: AuditEvent): Promise<void> {
  const { endsAt, ...fields } = event;
  const at = new Date(deps.clock.now()).toISOString();
  const record = {
    at,
    ...fields,
    ...(deps.target !== undefined && { target: deps.target }),
    ...(endsAt !== undefined && { endsAt: new Date(endsAt).toISOString() }),
  };
  deps.log.info(event.event, record);
  const id = Buffer.from(deps.randomBytes(6)).toString('hex');
  const key = `${AUDIT_PREFIX}${at.slice(0, 10).replaceAll('-', '/')}/${at.slice(11)}-${id}.json`;
  try {
    await deps.objects.put(key, JSON.stringify(record), { ifNoneMatch: '*' });
  } catch (error) {
    // The key is random: it exists only when an earlier attempt took effect and its response was lost.
    if (error instanceof PreconditionFailedError) return;
    deps.log.error('audit_failed', { ...record, error: String(error) });
  }
}
