import { POLICY_ACTIONS } from '../../../src/runtime/policy-actions.ts';

/** What the backend's functions may do, beside writing their own log: to the policies and to one bucket. */
export interface Permission {
  readonly sid: string;
  readonly actions: readonly string[];
  /**
   * `policies`: those of the deployment's account; `roles`: those that lead into other accounts; otherwise patterns of object
   * keys, or of prefixes where the action lists the bucket.
   */
  readonly on:
    | 'policies'
    | 'roles'
    | { readonly objects: readonly string[] }
    | { readonly prefixes: readonly string[] };
}

/** Exactly the promised ones. A test runs the backend and finds each of them used, and nothing else. */
export const PERMISSIONS: readonly Permission[] = [
  { sid: 'EditThePolicy', actions: POLICY_ACTIONS, on: 'policies' },
  {
    sid: 'ReadWhatAdministratorsWrite',
    actions: ['s3:GetObject'],
    on: { objects: ['baseline.json', 'members/*'] },
  },
  {
    sid: 'KeepLeasesAndState',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    on: { objects: ['leases/*', 'state/*'] },
  },
  { sid: 'AppendToTheAuditTrail', actions: ['s3:PutObject'], on: { objects: ['audit/*'] } },
  // Lists leases; and without it GetObject returns 403 instead of 404 for a missing object. For that decision S3 takes
  // the key as s3:prefix, so what is read must be listed here too.
  {
    sid: 'ListLeasesAndTellMissingFromRefused',
    actions: ['s3:ListBucket'],
    on: { prefixes: ['baseline.json', 'leases/*', 'members/*', 'state/*'] },
  },
];

/** Further ones of a deployment with several targets. */
export const TARGET_PERMISSIONS: readonly Permission[] = [
  {
    sid: 'ReadTargets',
    actions: ['s3:GetObject'],
    on: { objects: ['targets.json', 'targets/*/baseline.json'] },
  },
  {
    sid: 'KeepLeasesAndStateOfTargets',
    actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    on: { objects: ['targets/*/leases/*', 'targets/*/state/*'] },
  },
  {
    sid: 'ListLeasesOfTargets',
    actions: ['s3:ListBucket'],
    on: {
      prefixes: ['targets.json', 'targets/*/baseline.json', 'targets/*/leases/*', 'targets/*/state/*'],
    },
  },
];

/** Where targets are in other accounts: their roles, and never `*`. */
export const ROLE_PERMISSIONS: readonly Permission[] = [
  { sid: 'AssumeTheRolesOfTargets', actions: ['sts:AssumeRole'], on: 'roles' },
];
