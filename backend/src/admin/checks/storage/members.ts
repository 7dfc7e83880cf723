import { type Check, ok, unknown, warning } from '../check.ts';

const CHECK = 'members';

/** Every member record can be read. */
export const checkMembers: Check = ({ members }) => {
  if (!members.known) return [unknown(CHECK, members, warning, 'Try again.')];
  const { count, broken } = members.value;
  if (broken.length > 0) {
    return [
      warning(
        CHECK,
        `These objects are no member records, so their members are refused: ${broken.join(', ')}.`,
        'Remove the member and add it again.',
      ),
    ];
  }
  if (count === 0) return [ok(CHECK, 'There are no members yet: "genkan member add".')];
  return [ok(CHECK, count === 1 ? 'There is one member.' : `There are ${count} members.`)];
};
