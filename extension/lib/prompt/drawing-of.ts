import type { Drawing, Tree } from './drawing.ts';
import type { Fact, PromptAction, PromptView } from './view.ts';

/** A view as elements and a style sheet. The page forbids inline styles, so the progress is part of the style sheet. */
export function drawingOf(view: PromptView, css: string): Drawing {
  const { progress } = view;
  const timing =
    progress?.total === undefined
      ? ''
      : `.bar i{--total:${progress.total}ms;--elapsed:${-Math.round(progress.elapsed)}ms}`;
  const { whenUpdated } = view;
  return {
    state: view.state,
    lang: view.lang,
    css: css + timing,
    announced: [
      heading(view.title),
      ...view.text.map((text): Tree => ['p', {}, text]),
      ...(view.list
        ? ([['ul', {}, ...view.list.map((text): Tree => ['li', {}, text])]] satisfies Tree[])
        : []),
      ...(view.facts ? ([['dl', {}, ...view.facts.flatMap(fact)]] satisfies Tree[]) : []),
    ],
    rest: [
      ...(progress
        ? ([
            [
              'div',
              {
                class: progress.total === undefined ? 'bar endless' : 'bar',
                role: 'progressbar',
                'aria-label': progress.label,
              },
              ['i', {}],
            ],
          ] satisfies Tree[])
        : []),
      ...(view.actions.length > 0
        ? ([['div', { class: 'actions' }, ...view.actions.map(button)]] satisfies Tree[])
        : []),
    ],
    ...(view.report === undefined ? {} : { report: view.report }),
    ...(view.mayReload ? { mayReload: true } : {}),
    ...(progress?.total === undefined ? {} : { left: progress.total - progress.elapsed }),
    updated: [
      heading(whenUpdated.title),
      ['p', {}, whenUpdated.text],
      button({ id: 'reload', label: whenUpdated.reload, primary: true }),
    ],
  };
}

/** The name and the icon: the prompt must not look like AWS's own. */
function heading(title: string): Tree {
  return ['header', {}, ['b', { class: 'name' }, ['i', { class: 'icon' }], 'Genkan'], ['h2', {}, title]];
}

function fact([label, value, kind]: Fact): Tree[] {
  return [
    ['dt', {}, label],
    kind === 'words'
      ? ['dd', {}, value]
      : ['dd', {}, ...value.split('\n').map((line) => (kind === 'address' ? address(line) : oneLine(line)))],
  ];
}

function oneLine(text: string): Tree {
  return ['span', { title: text }, text];
}

function address(text: string): Tree {
  const groups = text.split(/(?<=[:.])/);
  return ['span', { class: 'address' }, ...groups.flatMap((group): Tree[] => [['wbr', {}], group])];
}

function button({ id, label, primary, busy, done }: PromptAction): Tree {
  return [
    'button',
    {
      type: 'button',
      'data-action': id,
      ...(primary ? { class: 'primary' } : {}),
      ...(busy === undefined ? {} : { 'data-busy': busy }),
      ...(done === undefined ? {} : { 'data-done': done }),
    },
    label,
  ];
}
