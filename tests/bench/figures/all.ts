import type { Figure } from '../harness/figure.ts';
import { bundleSize } from './bundleSize.ts';
import { coldStart } from './coldStart.ts';
import { contentScriptTime } from './contentScriptTime.ts';
import { grantCold } from './grantCold.ts';
import { grantWarm } from './grantWarm.ts';

/** Every figure, in the order of the table. */
export const figures: readonly Figure[] = [grantWarm, grantCold, coldStart, bundleSize, contentScriptTime];
