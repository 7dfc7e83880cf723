import * as v from 'valibot';
import { timed } from '../harness/sample.ts';
import { type Bundle, type FunctionProcess, startFunction } from './function-process.ts';
import { FunctionFailedError } from './runtime-api.ts';

const answerSchema = v.object({ statusCode: v.number() });

/** From process spawn to the first answer, in milliseconds. @throws {FunctionFailedError} when that is not 200 */
export async function firstAnswer(bundle: Bundle, event: unknown): Promise<number> {
  let started: FunctionProcess | undefined;
  try {
    let answer: unknown;
    const duration = await timed(async () => {
      started = await startFunction(bundle);
      answer = await started.invoke(event);
    });
    const { statusCode } = v.parse(answerSchema, answer);
    if (statusCode !== 200) throw new FunctionFailedError(`The first answer was ${JSON.stringify(answer)}`);
    return duration;
  } finally {
    await started?.stop();
  }
}
