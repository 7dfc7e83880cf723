import type { Figure } from '../harness/figure.ts';
import { bundleSize } from './bundle-size.ts';
import { burst } from './burst.ts';
import { coldStart } from './cold-start.ts';
import { contentScriptBytes } from './content-script-bytes.ts';
import { contentScriptTime } from './content-script-time.ts';
import { grantCold } from './grant-cold.ts';
import { grantTargets } from './grant-targets.ts';
import { grantWarm } from './grant-warm.ts';
import { me } from './me.ts';
import { memoryExtension } from './memory-extension.ts';
import { memoryLambda } from './memory-lambda.ts';
import { popupLatency } from './popup-latency.ts';
import { promptLatency } from './prompt-latency.ts';
import { reconcile } from './reconcile.ts';
import { render } from './render.ts';

/** Every figure, in the order of the table; the one that keeps a browser busy longest comes last. */
export const figures: readonly Figure[] = [
  grantWarm,
  grantTargets,
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
