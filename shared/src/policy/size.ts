/**
 * The largest managed policy, in characters that are not white space.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MAX_POLICY_SIZE = 6144;

/**
 * The size of a document as IAM counts it: characters that are not JSON white space (space, tab, line feed, carriage
 * return). Counted in UTF-16 code units, which for the characters IAM accepts (up to U+00FF) is one per character; a
 * no-break space (U+00A0) counts, which is the careful reading.
 */
export function policySize(document: string): number {
  let size = 0;
  for (let index = 0; index < document.length; index++) {
    const code = document.charCodeAt(index);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) size++;
  }
  return size;
}
