import { isMemberId } from '@genkan/shared/codes/member-key';
import { parse as parseCsv } from 'csv-parse/sync';
import * as v from 'valibot';
import { parse as parseYaml, stringify } from 'yaml';
import { MemberError } from '../../store/member-store.ts';
import { limitSchema, type Member, newNameSchema } from '../../store/members.ts';

const entrySchema = v.strictObject({
  id: v.pipe(v.string(), v.check(isMemberId, 'is not a member id: lower-case letters, digits and hyphens')),
  name: newNameSchema,
  groups: v.optional(v.array(v.string()), []),
  maxMinutes: limitSchema,
  maxLeases: limitSchema,
});
/** A member as a file lists it. */
export type ListedMember = v.InferOutput<typeof entrySchema>;

const listSchema = v.pipe(
  v.strictObject({ members: v.array(entrySchema) }),
  v.check(
    ({ members }) => new Set(members.map(({ id }) => id)).size === members.length,
    'a member is listed twice',
  ),
);

/** A row of a CSV file; empty cells are absent. */
const rowSchema = v.pipe(
  v.strictObject({
    id: v.string(),
    name: v.string(),
    /** Separated by spaces. */
    groups: v.optional(v.string(), ''),
    maxMinutes: v.optional(v.string(), ''),
    maxLeases: v.optional(v.string(), ''),
  }),
  v.transform(({ id, name, groups, maxMinutes, maxLeases }) => ({
    id,
    name,
    groups: groups.split(/\s+/).filter((group) => group !== ''),
    ...(maxMinutes !== '' && { maxMinutes: Number(maxMinutes) }),
    ...(maxLeases !== '' && { maxLeases: Number(maxLeases) }),
  })),
);

/**
 * Reads a list of members: YAML, or CSV with the columns `id,name,groups,maxMinutes,maxLeases` where the name of the file ends in
 * `.csv`.
 * @throws {MemberError} naming the place of the first fault
 */
export function readMemberList(text: string, file: string): readonly ListedMember[] {
  const isCsv = file.toLowerCase().endsWith('.csv');
  const content = isCsv ? { members: readRows(text, file) } : readYaml(text, file);
  const parsed = v.safeParse(listSchema, content);
  if (parsed.success) return parsed.output.members;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue)?.replace(/^members\.(\d+)/, (_, index) => `member ${Number(index) + 1}`);
  throw new MemberError(
    `${file}: ${path === undefined ? '' : `${path}: `}${issue.message}. Nothing was changed.`,
  );
}

function readYaml(text: string, file: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function readRows(text: string, file: string): unknown {
  let rows: unknown;
  try {
    rows = parseCsv(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw unreadable(file, error);
  }
  const parsed = v.safeParse(v.array(rowSchema), rows);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new MemberError(
    `${file}: the columns are id, name, groups, maxMinutes and maxLeases (${v.getDotPath(issue) ?? ''}: ${issue.message}). Nothing was changed.`,
  );
}

function unreadable(file: string, error: unknown): MemberError {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return new MemberError(`${file} cannot be read: ${reason} Nothing was changed.`, { cause: error });
}

/** The members that a file lists: disabled ones are left out, as `member sync` disables whom it does not find. */
export function listActive(members: readonly Member[]): readonly ListedMember[] {
  return members.filter(({ disabled }) => disabled !== true).map(toListed);
}

/** The text of such a file. */
export function formatMemberList(members: readonly ListedMember[]): string {
  return stringify({ members }).trimEnd();
}

/** The part of a member's record that a file lists. */
export function toListed({ id, name, groups = [], limits = {} }: Member): ListedMember {
  return { id, name, groups, ...limits };
}
