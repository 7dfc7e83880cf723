import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** The team's bucket. It outlives the stack: it holds the baseline, the members' key hashes and the audit trail. */
export class Storage extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: { readonly auditDays: number }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: lifecycle(props.auditDays),
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only the two function roles and administrators reach this bucket; every change is an audit object in it, and CloudTrail data events can be switched on where access logs are a rule.',
    });
  }
}

/**
 * Versions make mistakes reversible. Objects that a person edits keep them long; objects that every request rewrites (the lock,
 * the leases) keep them for days. No two rules share a prefix: S3 would apply the shorter one.
 */
function lifecycle(auditDays: number): LifecycleRule[] {
  const old = (id: string, prefix: string, days: number): LifecycleRule => ({
    id,
    prefix,
    noncurrentVersionExpiration: Duration.days(days),
    expiredObjectDeleteMarker: true,
  });
  return [
    {
      id: 'audit-expires',
      prefix: 'audit/',
      expiration: Duration.days(auditDays),
      noncurrentVersionExpiration: Duration.days(30),
    },
    old('old-baselines', 'baseline.json', 365),
    old('old-members', 'members/', 90),
    old('old-leases', 'leases/', 7),
    old('old-state', 'state/', 1),
    { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
  ];
}
