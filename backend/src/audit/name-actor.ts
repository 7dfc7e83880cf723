import * as v from 'valibot';
import { jsonText } from '../runtime/json-text.ts';
import type { ObjectStore } from '../runtime/ports.ts';
import { AUDIT_PREFIX } from './audit.ts';

const eventSchema = jsonText(v.looseObject({ event: v.string() }));

/**
 * The same store, but every audit event contains the administrator of this process as `actor`, whichever part of the
 * program writes it.
 *
 * The lookup of the name begins with the first write of any object, so that it has finished before the first event: audit
 * events are written while other writers wait.
 * @param findActor its failure becomes the actor's name: an event without a name is better than no event
 */
export function nameActor(objects: ObjectStore, findActor: () => Promise<string>): ObjectStore {
  let found: Promise<string> | undefined;
  const actor = () => {
    found ??= findActor().catch((error: unknown) => `unknown: ${String(error)}`);
    return found;
  };
  return {
    ...objects,
    async put(key, body, condition) {
      const name = actor();
      return objects.put(key, key.startsWith(AUDIT_PREFIX) ? withActor(body, await name) : body, condition);
    },
  };
}

function withActor(body: string, actor: string): string {
  const event = v.safeParse(eventSchema, body);
  return event.success ? JSON.stringify({ ...event.output, actor }) : body;
}
