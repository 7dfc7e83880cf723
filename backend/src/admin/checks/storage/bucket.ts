import { type Check, ok, unknown, warning } from '../check.ts';

const CHECK = 'bucket';
const FIX =
  'Remove the default retention (aws s3api put-object-lock-configuration), or use a bucket without it. To keep the audit trail, give audit/ a lifecycle rule.';

/** The bucket does not keep every version of every object. */
export const checkBucket: Check = ({ baseline, retention }) => {
  if (!baseline.known) return [];
  if (!retention.known) {
    return retention.permission === undefined
      ? [ok(CHECK, `The bucket's Object Lock could not be read (${retention.why}).`)]
      : [unknown(CHECK, retention, warning, FIX)];
  }
  if (retention.value === undefined) return [ok(CHECK, 'The bucket has no Object Lock default retention.')];
  return [
    warning(
      CHECK,
      `The bucket keeps every object version for ${retention.value} by Object Lock: S3 then refuses a write without a checksum, and every writer lock and lease record stays stored.`,
      FIX,
    ),
  ];
};
