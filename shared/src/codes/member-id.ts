/** Whether the text names a member: 1 to 32 of `a-z`, `0-9` and `-`, not beginning with `-`. Safe in keys and URLs. */
export function isMemberId(text: string): boolean {
  return /^[a-z\d][a-z\d-]{0,31}$/.test(text);
}
