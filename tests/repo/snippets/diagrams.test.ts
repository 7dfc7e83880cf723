import { describe, expect, test } from 'vitest';
import { blocksOf, documents } from './blocks.ts';

/**
 * The part of Mermaid's grammar that our diagrams use, line by line. Mermaid itself brings a hundred megabytes, so no renderer
 * takes part here: a line that is of none of these forms fails;
 * look at the diagram before you add a form.
 */
const NAME = '\\w+';
const SEQUENCE: readonly RegExp[] = [
  new RegExp(`^participant (?<declares>${NAME}) as [^;#]+$`),
  new RegExp(`^(?<from>${NAME})-?->>(?<to>${NAME}): [^;#]+$`),
  new RegExp(`^Note over (?<from>${NAME})(,(?<to>${NAME}))?: [^;#]+$`),
  /^(?<opens>par|alt|opt|loop) [^;#]+$/,
  /^(and|else)( [^;#]+)?$/,
  /^(?<closes>end)$/,
];
const NODE = `${NAME}(\\["[^"]*"\\]|\\[\\("[^"]*"\\)\\])?`;
const FLOWCHART: readonly RegExp[] = [
  new RegExp(`^(?<opens>subgraph) ${NAME}\\["[^"]*"\\]$`),
  /^(?<closes>end)$/,
  new RegExp(`^${NODE}( & ${NODE})* (-- "[^"]*" )?--> ${NODE}( & ${NODE})*$`),
  new RegExp(`^${NODE}$`),
];

const diagrams = documents
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'mermaid')
  .map(({ key, code }) => ({ key, code }));

describe('the diagrams', () => {
  test('are there', () => {
    expect(diagrams.length).toBeGreaterThanOrEqual(4);
  });

  test.each(diagrams)('$key has only lines that Mermaid draws', ({ code }) => {
    const [first = '', ...lines] = code.trim().split('\n');
    expect(first).toMatch(/^(sequenceDiagram|flowchart (LR|TB))$/);
    const forms = first === 'sequenceDiagram' ? SEQUENCE : FLOWCHART;
    const declared = new Set<string>();
    let open = 0;
    for (const line of lines.map((text) => text.trim())) {
      const match = forms.map((form) => form.exec(line)).find((result) => result !== null);
      expect(match, line).toBeDefined();
      const { declares, from, to, opens, closes } = match?.groups ?? {};
      if (declares !== undefined) declared.add(declares);
      for (const name of [from, to]) if (name !== undefined) expect(declared, line).toContain(name);
      if (opens !== undefined) open += 1;
      if (closes !== undefined) open -= 1;
      expect(open, line).toBeGreaterThanOrEqual(0);
    }
    expect(open).toBe(0);
  });
});
