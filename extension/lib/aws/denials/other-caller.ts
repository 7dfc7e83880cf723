import type { Signal } from './signal.ts';

/** The principal a denial speaks of: "User: ARN is not authorized", or the flashbar's line "User: ARN". */
const CALLERS =
  /(?:\b(?:user|principal|role)\b:? ?)?(arn:[\w-]*:(?:iam|sts)::\S*?)[,;"')]* is not authorized|\bUser: (arn:[\w-]*:(?:iam|sts)::\S+)/gi;

/** Roles that services assume: AWS's own, and the names AWS's consoles give them. */
const SERVICE_ROLE =
  /:assumed-role\/(?:aws-?service-?role|AWS(?!ReservedSSO)\w*(?:Role|Service)|Amazon\w+(?:Role|Service)|[\w+=,.@-]*(?:service-?role|execution-?role|instance-?(?:role|profile)|task-?role|job-?role))|:assumed-role\/[^/]+\/(?:i-[0-9a-f]{8,17}|GlueJobRunnerSession|AWS\w+|SageMaker|StepFunctions\w*|AutoScaling\w*|[0-9a-f]{32})$|:role\/(?:aws-service-role|service-role)\//i;

/** Work that a service does with a role of its own, and that failed. */
const FAILED_WORK =
  /\b(?:job|job run|task|build|execution|deployment|pipeline|stack|crawler|function|workflow|replication|import|export|stage|service)\b[^.]{0,80}\b(?:failed|failure|stopped|aborted|could not|unable to)\b/i;
const ROLE_OF_WORK =
  /\b(?:service(?:-linked)?|execution|task|job|instance|function's|build) role\b|\bthe role (?:defined|associated|you|arn:|provided|specified)|\bsessionname|\b(?:role|profile) (?:of|for) (?:the|this) (?:job|task|function|service|instance|build)/i;
/** A session of a person: an Identity Center role, or a session named after an e-mail address. */
const PERSON = /AWSReservedSSO_|\/[^/\s]+@[^/\s]+$/;

/** A denial of another principal than the member at this page: a service's role in a failed job, another principal. */
export const otherCaller: Signal = {
  name: 'other-caller',
  find: ({ bare }, { sessionArn }) => {
    const callers = [...bare.matchAll(CALLERS)].map(([, first, second]) => first ?? second ?? '');
    if (callers.length === 0) {
      return ROLE_OF_WORK.test(bare) && /not authorized|permission|denied/i.test(bare)
        ? { verdict: 'no', reason: "a service's role is denied, not the person" }
        : undefined;
    }
    const session = sessionArn ? principal(sessionArn) : undefined;
    if (session && callers.some((caller) => principal(caller) === session)) return undefined;
    if (session && callers.every((caller) => principal(caller))) {
      return { verdict: 'no', reason: 'another principal than this session is denied' };
    }
    const works = callers.every(
      (caller) =>
        SERVICE_ROLE.test(caller) ||
        (FAILED_WORK.test(bare) && /:assumed-role\//.test(caller) && !PERSON.test(caller)),
    );
    return works ? { verdict: 'no', reason: "a service's role is denied, not the person" } : undefined;
  },
};

/**
 * What stays of an ARN when its account is masked and its path left out: `user/hanako`, `assumed-role/Admin/hanako`.
 * `undefined` when the ARN is of another form or masked itself.
 */
function principal(arn: string): string | undefined {
  const role = /:assumed-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/.exec(arn);
  if (role) return `assumed-role/${role[1]}/${role[2]}`.toLowerCase();
  const user = /:(user|federated-user)\/(?:[^\s/]+\/)*([\w+=,.@-]+)$/.exec(arn);
  return user ? `${user[1]}/${user[2]}`.toLowerCase() : undefined;
}
