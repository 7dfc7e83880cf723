import type { Drawing } from './drawing.ts';
import { drawingOf } from './drawing-of.ts';
import css from './prompt.css?inline';
import type { PromptView } from './view.ts';

/** Makes a view ready to draw. */
export function render(view: PromptView): Drawing {
  return drawingOf(view, css);
}
