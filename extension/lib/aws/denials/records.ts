import type { Signal } from './signal.ts';

/** Policy documents, CloudTrail events, log lines and simulator results: what records or causes denials. */
const RECORDS = [
  /"(?:eventVersion|eventSource|eventName|userIdentity|errorCode|errorMessage|requestParameters)"\s*:/,
  /"(?:Effect|RuleAction|EvalDecision|EvalResourceDecision|Statement)"\s*:/i,
  /"(?:timestamp|filename|level|logger|module|@timestamp|@message|logStream)"\s*:/,
  /\$\.(?:errorCode|eventName|errorMessage)/,
  /^\s*(?:eventName|eventSource|errorCode|errorMessage)\s*[:=]/m,
  /@(?:timestamp|message|logStream)\b/,
  /^\s*\[\s*["{]/,
  // Lines of a log: a time or a level in front.
  /^\s*\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d/m,
  /^\s*(?:START|END|REPORT) RequestId: /m,
  /^\s*\[(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE)\]\s/m,
];

/** Source code, shell and configuration. */
const CODE = [
  /^\s*(?:#(?!#)|\/\/|\/\*|\*\s|--\s|<!--|>>>|\$\s)/,
  /\b(?:console|log|logger|logging|fmt|System\.out)\.\w+\s*\(/,
  /\b(?:print|puts|println|printf|echo|expect|assert\w*|raise|throw|except|catch)\s*[("'`]/,
  /\b(?:throw|raise)\s+(?:new\s+)?\w+\s*\(/,
  /^\s*(?:if|elif|else if|while|for|case|return|const|let|var|def|function|import|export|class|try|public|private)\b.*[({=:;]/m,
  /[=!]==?\s*["'`]|["'`]\s*(?:in|not in)\s|\.(?:includes|contains|match|indexOf|startsWith)\s*\(/,
  /^\s*(?:[A-Z]\w+|-\s+\w+):\s*(?:$|\||>|AWS::)/m,
  /```/,
];

/** Markdown and the anchors of documentation. */
const MARKDOWN = [
  /<a\s+name=/,
  /\[[^\]]+\]\([^)\s]+\)/,
  /^\s*#{1,6}\s/m,
  /^\s*(?:\+|-|\*|\d+\.|[⁰¹²³⁴-⁹])\s+\S/,
  /\*\*[^*]+\*\*/,
  /`[^`\n]+`/,
  /(?:^|\s)\*[^\s*][^*]*\*(?:\s|[.,;:)])/,
];

/** Prose that explains: AWS's errors speak to "you" about now, explanations speak of cases. */
const PROSE = [
  /\b(?:if|when|whenever|because) (?:you|your|a|an|the|any|policies|someone|users?)\b[^.]{0,160}\b(?:denie[sd]|deny|denial|not authorized|access denied|error|message)/i,
  /\b(?:the following|this|these|an?|most|the) (?:example )?(?:[\w-]+ ){0,4}(?:error messages?|errors?|phrase|examples?)\b[^.]{0,80}\b(?:include|appear|occur|mean|indicate|show|contain|return|display|look|is returned|are displayed)/i,
  /\b(?:for example|for more information,? see|see also|in this example|to view an example|to learn (?:more|how|whether)|the following (?:example|policy|procedure|error|table|steps))\b/i,
  /\b(?:might|may|could|can|will|would|should) (?:receive|get|see|encounter|return|result in|cause|troubleshoot|resolve|fix)\b[^.]{0,60}\b(?:errors?|denied|denials?|exception|message)/i,
  /\b(?:you (?:must|can|should|might|could)|we recommend|make sure|ensure that|check (?:for|that|whether)|verify that|note that)\b[^.]{0,160}\b(?:deny|denied|denies|explicit deny|denial|polic(?:y|ies))/i,
  /\b(?:i am|i'm|i get|i can't|why am i|why do i|how (?:do|can) i|how to) (?:[\w']+ ){0,4}(?:not authorized|access denied|denied|permission|error)/i,
  /\b(?:tells?|says?|states?|stating|means?|indicates?|shows?|reports?|returns?) (?:you |me |us )?that\b[^.]{0,100}\b(?:not authorized|denied|denies)/i,
  /\b(?:results? in an?|applicable policy|policy simulator|metric filter|trumps|overrides|takes precedence)\b/i,
  /\bexplicit deny in an? (?:type|\*type\*|<[\w-]+>|policy type)\b/i,
];

/** Explanations in other languages that quote AWS's English. */
const PROSE_ELSEWHERE =
  /(?:短语|短語|片語|フレーズ|문구|エラーメッセージ(?:に|には|の)|オペレーションを|错误消息中|錯誤訊息中|se muestran cuando|mensajes? de error (?:incluye|contiene|aparece)|messages? d'erreur (?:contient|inclut)|Fehlermeldung(?:en)? enth)/i;

/**
 * A caller's ARN, "not authorized to perform" and an action: AWS's sentence about a call that was made. Whatever stands
 * around it, be it quotes, advice or a link to the documentation, it is a live denial.
 */
const LIVE_SENTENCE =
  /arn:[\w-]*:(?:iam|sts)::(?!\{)\S+ is not authorized to perform:? ?(?:null\b|[\w-]+:[\w*]+)/i;

/** The label and code that open a live message though it looks like something else. */
const LIVE_OPENING =
  /^\W*(?:error\W*|[\w. ]*(?:error|exception)\b[^.:]{0,20}: ?)*(?:an error occurred ?[(:]|user: )|^\W*message\W+User: /i;

/** Text that talks about denials instead of being one: documentation, policies, events, logs, code. */
export const talksAboutDenials: Signal = {
  name: 'talks-about-denials',
  find: ({ raw, flat, bare }) => {
    if (RECORDS.some((pattern) => pattern.test(raw))) {
      return { verdict: 'no', reason: 'a record or a policy document, not a live error' };
    }
    if (LIVE_SENTENCE.test(bare) || LIVE_OPENING.test(raw)) return undefined;
    if (CODE.some((pattern) => pattern.test(raw))) return { verdict: 'no', reason: 'source code' };
    if (MARKDOWN.some((pattern) => pattern.test(raw))) return { verdict: 'no', reason: 'documentation' };
    if (PROSE_ELSEWHERE.test(flat) || PROSE.some((pattern) => pattern.test(flat))) {
      return { verdict: 'no', reason: 'an explanation of denials' };
    }
    return undefined;
  },
};
