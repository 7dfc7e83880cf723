import type { Action } from './actions.ts';
import { without } from './addresses.ts';
import type { Aws } from './aws.ts';
import { addStatement, editLists } from './documents.ts';
import { type Hazard, officeOf } from './hazards.ts';
import type { History } from './history.ts';
import { canonicalCidr } from './policy-facts.ts';

/** An administrator edits the policy in the IAM console. */
export function editByHand(
  aws: Aws,
  history: History,
  hazard: Hazard | undefined,
  action: Extract<Action, { kind: `hand ${string}` }>,
): void {
  const live = aws.default;
  if (live === undefined) return;
  const { document } = live;
  history.note('human', `${action.kind} ${'cidr' in action ? action.cidr : ''}`);
  switch (action.kind) {
    case 'hand rolls back':
      aws.rollBack();
      break;
    case 'hand adds a statement':
      aws.createByHand(addStatement(document, `Hand${Math.floor(action.at)}`));
      break;
    case 'hand empties': {
      const office = officeOf(hazard).map(canonicalCidr);
      const emptied = editLists(document, (all) =>
        keepOne(
          all,
          all.filter((entry) => !office.includes(canonicalCidr(entry))),
        ),
      );
      aws.createByHand(emptied);
      break;
    }
    case 'hand adds':
      aws.createByHand(editLists(document, (all) => [...without(all, action.cidr), action.cidr]));
      break;
    case 'hand removes':
      aws.createByHand(editLists(document, (all) => keepOne(all, without(all, action.cidr))));
      break;
  }
}

/** An empty list would deny everybody, and Genkan does not touch it. */
function keepOne(all: readonly string[], left: readonly string[]): readonly string[] {
  return left.length === 0 ? all : left;
}
