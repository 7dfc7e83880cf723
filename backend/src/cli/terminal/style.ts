import { styleText } from 'node:util';

type Paint = (text: string) => string;

/** The few colours of the command line, by what they mean. */
export interface Style {
  readonly good: Paint;
  readonly warning: Paint;
  readonly bad: Paint;
  readonly quiet: Paint;
  readonly strong: Paint;
}

/** Text as it is. */
export const PLAIN: Style = {
  good: (text) => text,
  warning: (text) => text,
  bad: (text) => text,
  quiet: (text) => text,
  strong: (text) => text,
};

/** Colours where the stream is a terminal that has them; Node heeds NO_COLOR, FORCE_COLOR and TERM. */
export function styleFor(stream: NodeJS.WritableStream): Style {
  const paint =
    (format: 'green' | 'yellow' | 'red' | 'dim' | 'bold'): Paint =>
    (text) =>
      styleText(format, text, { stream });
  return {
    good: paint('green'),
    warning: paint('yellow'),
    bad: paint('red'),
    quiet: paint('dim'),
    strong: paint('bold'),
  };
}
