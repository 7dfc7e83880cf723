/** Draws a view into a shadow root. Only `textContent` and CSSOM: pages may forbid markup and inline styles. */
import type { PromptAction, PromptView } from './view.ts';

/** Reacts to an action; only ever called for what a person did, never for events that a script made. */
export type OnAction = (action: PromptAction, button?: HTMLButtonElement) => void;

/** Draws into `root`, keeping the live region in place so that a screen reader hears what changed. */
export function draw(root: ShadowRoot, view: PromptView, label: string, onAction: OnAction): void {
  const document = root.ownerDocument;
  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    content: string | Node[] = [],
    attributes: Record<string, string> = {},
  ): HTMLElementTagNameMap[K] => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...(typeof content === 'string' ? [content] : content));
    return element;
  };

  let section = root.querySelector('section');
  let said = root.querySelector('section > div');
  if (!section || !said) {
    said = make('div', [], { role: 'status' });
    section = make('section', [said], { role: 'region', tabindex: '-1' });
    root.append(section);
  }
  section.setAttribute('aria-label', label);
  section.lang = view.lang;
  const hadFocus = root.activeElement !== null;

  said.replaceChildren(
    make('h2', view.title),
    ...view.text.map((text) => make('p', text)),
    ...(view.list
      ? [
          make(
            'ul',
            view.list.map((text) => make('li', text)),
          ),
        ]
      : []),
    ...(view.facts
      ? [
          make(
            'dl',
            view.facts.flatMap(([name, value]) => [make('dt', name), make('dd', value)]),
          ),
        ]
      : []),
  );

  const rest: Node[] = [];
  if (view.progress) {
    const { elapsed, total, label: name } = view.progress;
    const fill = make('i');
    fill.style.setProperty('--total', `${total}ms`);
    fill.style.setProperty('--elapsed', `${-elapsed}ms`);
    rest.push(make('div', [fill], { class: 'bar', role: 'progressbar', 'aria-label': name }));
  }
  const buttons = view.actions.map((action) => {
    const button = make('button', action.label, {
      type: 'button',
      class: action.primary ? 'primary' : '',
      'data-action': action.id,
    });
    button.addEventListener('click', (event) => {
      if (event.isTrusted && !button.hasAttribute('aria-disabled')) onAction(action, button);
    });
    return button;
  });
  rest.push(make('div', buttons, { class: 'actions' }));
  section.replaceChildren(said, ...rest);
  // Who works in the prompt stays in it; nobody else's focus is touched.
  if (hadFocus) (buttons[0] ?? section).focus();
}
