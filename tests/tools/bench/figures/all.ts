import type { Figure } from '../harness/figure.ts';
import { bundleSize } from './bundleSize.ts';
import { burst } from './burst.ts';
import { coldStart } from './coldStart.ts';
import { contentScriptBytes } from './contentScriptBytes.ts';
import { contentScriptTime } from './contentScriptTime.ts';
import { grantCold } from './grantCold.ts';
import { grantWarm } from './grantWarm.ts';
import { me } from './me.ts';
import { memoryExtension } from './memoryExtension.ts';
import { memoryLambda } from './memoryLambda.ts';
import { popupLatency } from './popupLatency.ts';
import { promptLatency } from './promptLatency.ts';
import { reconcile } from './reconcile.ts';
import { render } from './render.ts';

/** Every figure, in the order of the table; the one that keeps a browser busy longest comes last. */
export const figures: readonly Figure[] = [
  grantWarm,
  grantCold,
  coldStart,
  bundleSize,
  burst,
  me,
  render,
  reconcile,
  contentScriptBytes,
  promptLatency,
  popupLatency,
  memoryLambda,
  memoryExtension,
  contentScriptTime,
];
