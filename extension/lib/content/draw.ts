/** Draws into a shadow root. Only `setAttribute` and text: pages may forbid markup and inline styles. */
import type { Drawing, Tree } from '../prompt/drawing.ts';

/** Draws into `root`, keeping the live region in place so that a screen reader hears what changed. */
export function draw(root: ShadowRoot, { lang, css, announced, rest }: Drawing): void {
  const document = root.ownerDocument;
  const make = (tree: Tree): Node | string => {
    if (typeof tree === 'string') return tree;
    const [tag, attributes, ...children] = tree;
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name] ?? '');
    element.append(...children.map(make));
    return element;
  };
  if (!root.firstChild) {
    root.append(
      make(['style', {}]),
      make([
        'section',
        { role: 'region', 'aria-label': 'Genkan', tabindex: '-1' },
        ['div', { role: 'status' }],
      ]),
    );
  }
  const [style, section] = root.children;
  const live = section?.firstElementChild;
  if (!style || !section || !live) return;
  const hadFocus = root.activeElement !== null;
  if (style.textContent !== css) style.textContent = css;
  section.setAttribute('lang', lang);
  live.replaceChildren(...announced.map(make));
  section.replaceChildren(live, ...rest.map(make));
  // Focus that was inside the prompt stays inside; other focus does not move.
  if (hadFocus) (section.querySelector('button') ?? (section as HTMLElement)).focus();
}
