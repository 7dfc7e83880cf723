import type { Operation } from '../history.ts';
import { covers, type PolicyFacts, policyFacts, readable } from '../policy-facts.ts';
import { acknowledged, during, succeeded, type Timeline } from './timeline.ts';
import type { Violation } from './violation.ts';

/** How old the view of `GET /v1/me` may be beyond IAM's own lag. */
const VIEW_AGE = 2_500;

/** What may be answered, and that answers about the policy were true when they were given. */
export function checkAnswers(timeline: Timeline): Violation[] {
  return timeline.history.operations.flatMap((operation) => {
    const { answer } = operation;
    if (answer === undefined) return [];
    const wrong = wrongAnswer(timeline, operation, answer.status, answer.body);
    return wrong === undefined
      ? []
      : [{ promise: 'Answer', time: answer.time, text: `#${operation.id} (${operation.kind}): ${wrong}` }];
  });
}

/** In calm weather everybody is served, and tasks succeed: nothing that went wrong before may block for good. */
export function checkCalm({ plan, history }: Timeline): Violation[] {
  return history.operations
    .filter((operation) => operation.startedAt > plan.calm && !succeeded(operation))
    .map(({ id, kind, startedAt, answer }) => ({
      promise: 'Answer',
      time: answer?.time ?? startedAt,
      text: `#${id} (${kind}) failed although nothing is in the way: ${JSON.stringify(answer?.body)}`,
    }));
}

function wrongAnswer(
  timeline: Timeline,
  operation: Operation,
  status: number,
  body: unknown,
): string | undefined {
  if (operation.kind === 'reset' || operation.kind === 'reconcile') return undefined;
  if (status === 500) return `500 ${JSON.stringify(body)}`;
  const views = viewsOf(timeline, operation);
  const { cidr } = operation;
  if (cidr === undefined || typeof body !== 'object' || body === null) return undefined;
  if (operation.kind === 'me' && 'access' in body) {
    const allowed = JSON.stringify(body.access).includes('"allowed":true');
    const seen = views.some((facts) => covers(facts, cidr) === allowed);
    return seen ? undefined : `says allowed=${allowed}, and it never was so at the time`;
  }
  if ('outcome' in body && body.outcome === 'covered') {
    return views.some((facts) => covers(facts, cidr))
      ? undefined
      : 'says covered, and the policy did not let it in';
  }
  const said = acknowledged(operation);
  if (said === undefined) return undefined;
  const named = timeline.reigns.find(({ version }) => version === said.version);
  const facts = named === undefined ? undefined : policyFacts(named.document);
  return facts !== undefined && covers(facts, cidr)
    ? undefined
    : `names ${said.version}, which does not hold ${readable(cidr)}`;
}

/** The policies that the operation may have looked at. */
function viewsOf(timeline: Timeline, operation: Operation): PolicyFacts[] {
  const from = operation.startedAt - timeline.plan.staleness - VIEW_AGE - 2 * timeline.plan.skew;
  return during(timeline.reigns, from, operation.answer?.time ?? from).flatMap(
    ({ document }) => policyFacts(document) ?? [],
  );
}
