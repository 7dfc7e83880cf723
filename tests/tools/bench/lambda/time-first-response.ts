import * as v from 'valibot';
import { timed } from '../harness/sample.ts';
import { type Bundle, type FunctionProcess, startFunction } from './function-process.ts';
import { FunctionFailedError } from './runtime-api.ts';

const responseSchema = v.object({ statusCode: v.number() });

/** From process spawn to the first response, in milliseconds. @throws {FunctionFailedError} when that is not 200 */
export async function timeFirstResponse(bundle: Bundle, event: unknown): Promise<number> {
  let started: FunctionProcess | undefined;
  try {
    let response: unknown;
    const duration = await timed(async () => {
      started = await startFunction(bundle);
      response = await started.invoke(event);
    });
    const { statusCode } = v.parse(responseSchema, response);
    if (statusCode !== 200)
      throw new FunctionFailedError(`The first response was ${JSON.stringify(response)}`);
    return duration;
  } finally {
    await started?.stop();
  }
}
