/**
 * Orders object keys as ListObjectsV2 does: by their UTF-8 bytes. JavaScript compares UTF-16 code units, which differs
 * where surrogate pairs (U+10000 and above) meet U+E000-U+FFFF.
 *
 * @returns negative, zero or positive, for `Array.prototype.sort`.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Moves the surrogates behind U+FFFF, where the characters they stand for belong. */
function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  if (unit >= 0xd800) return unit + 0x2000;
  return unit;
}
