import type { Node } from 'jsonc-parser';
import { itemsOf, propertiesOf } from '../json.ts';

/** The element of a statement with this name. */
export function elementOf(statement: Node, name: string, text: string): Node | undefined {
  return propertiesOf(statement, text).find(({ key }) => key === name)?.value;
}

/** The Sid; `undefined` when there is none or it is empty. */
export function sidOf(statement: Node, text: string): string | undefined {
  const sid: unknown = elementOf(statement, 'Sid', text)?.value;
  return typeof sid === 'string' && sid !== '' ? sid : undefined;
}

/** Whether the statement is about every action on every resource. */
export function isAboutEverything(statement: Node, text: string): boolean {
  return (
    isAboutAllResources(statement, text) && holdsOneOf(elementOf(statement, 'Action', text), ['*', '*:*'])
  );
}

export function isAboutAllResources(statement: Node, text: string): boolean {
  return holdsOneOf(elementOf(statement, 'Resource', text), ['*']);
}

function holdsOneOf(element: Node | undefined, wanted: readonly string[]): boolean {
  return element !== undefined && itemsOf(element).some(({ value }) => wanted.includes(String(value)));
}

/** What a statement is about, as text that is equal for equal actions and resources; `undefined` when it does not say. */
export function scopeOf(statement: Node, text: string): string | undefined {
  const scope = ['Action', 'NotAction', 'Resource', 'NotResource'].map((name) => {
    const element = elementOf(statement, name, text);
    if (element === undefined) return undefined;
    const values = itemsOf(element).map(({ value }) => String(value));
    return values.sort();
  });
  return scope.every((values) => values === undefined) ? undefined : JSON.stringify(scope);
}
