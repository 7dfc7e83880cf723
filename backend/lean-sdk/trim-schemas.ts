/** The members that Genkan sends or reads, of operations that have up to fifty. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  PutObjectRequest: ['Bucket', 'Key', 'Body', 'ContentType', 'IfMatch', 'IfNoneMatch'],
  PutObjectOutput: ['ETag'],
  GetObjectRequest: ['Bucket', 'Key'],
  GetObjectOutput: ['Body', 'ETag'],
  DeleteObjectRequest: ['Bucket', 'Key', 'IfMatch'],
  DeleteObjectOutput: [],
  ListObjectsV2Request: ['Bucket', 'Prefix', 'StartAfter', 'ContinuationToken'],
  ListObjectsV2Output: ['Contents', 'IsTruncated', 'NextContinuationToken'],
  _Object: ['Key'],
};

/**
 * The source of S3's schemas with only the members of {@link MEMBERS}: the SDK walks through all members of an operation
 * for every request and every response.
 * @throws {Error} when the source does not match the expected one
 */
export function trimSchemas(source: string): string {
  const words = new Map(
    Array.from(source.matchAll(/^const (\w+) = "(.*)";$/gm), ([, name = '', value = '']) => [name, value]),
  );
  let text = source;
  for (const [structure, wanted] of Object.entries(MEMBERS)) {
    const shape = new RegExp(
      `(export var ${structure}\\$ = \\[3, n0, \\w+,\\n.+,\\n)    \\[(.*)\\],\\n    \\[(.*)\\](, \\d+)?\\n\\];`,
    );
    const [found, head = '', names = '', members = '', required = ''] = shape.exec(text) ?? [];
    const all = names.split(', ').map((name, index) => ({
      token: name,
      name: words.get(name) ?? '',
      schema: splitItems(members)[index],
    }));
    const kept = wanted.map((name) => all.find((member) => member.name === name));
    if (found === undefined || kept.some((member) => member?.schema === undefined))
      throw new Error(`The schema of ${structure} in client-s3 has changed: adapt trim-schemas.ts`);
    const tokens = kept.map((member) => member?.token).join(', ');
    const schemas = kept.map((member) => member?.schema).join(', ');
    text = text.replace(found, `${head}    [${tokens}],\n    [${schemas}]${required}\n];`);
  }
  return text;
}

/** The items of an array literal's inside. */
function splitItems(text: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, character] of [...text, ','].entries()) {
    if ('[{('.includes(character)) depth += 1;
    else if (']})'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      items.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return items;
}
