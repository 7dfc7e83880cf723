import { PROBLEM_TYPE_PREFIX, PROBLEMS, type ProblemCode } from '@genkan/shared/contract';

/** A problem as the backend writes it. For tests. */
export function problemOf(code: ProblemCode) {
  const { status, title } = PROBLEMS[code];
  return { type: PROBLEM_TYPE_PREFIX + code, code, title, status, detail: 'Detail.', requestId: 'r-1' };
}

export function problemResponse(code: ProblemCode, headers: Record<string, string> = {}): Response {
  const body = problemOf(code);
  return Response.json(body, {
    status: body.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}
