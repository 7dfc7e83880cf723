/**
 * How AWS words a denial. One entry per wording, and one place for everything about it: what the content script looks for
 * before it wakes the background (`words`), what the text has to match, and what follows from it. Order matters, the first
 * match decides. Each has its cases in `cases/wording.jsonl`.
 */
import type { Signal } from './signal.ts';

interface Wording {
  readonly name: string;
  /** Source of a regular expression; a text without a match is not sent to the background. Broad and cheap. */
  readonly words?: string;
  readonly patterns: readonly RegExp[];
  readonly reason: string;
  /** A sign-in page has no error containers that are known, so its whole text is searched for these words. */
  readonly isSignIn?: true;
}

/** Remarks such as "Not found, or you don't have permission to view it": it is not certain that anything was denied. */
const NOT_A_REMARK =
  '(?<!\\b(?:or|either|if|when|because|unless|whether|since|where|perhaps|maybe|possible|that|also|in case|resources?|items?) (?:that )?)';
/** "you don't have permission to …", "you do not have the required permissions for …" */
const NO_PERMISSION = new RegExp(
  `${NOT_A_REMARK}\\b(?:you don't|you do not) have (?:(?:the|required|necessary|sufficient|enough|appropriate) )*permissions? (?:to|required|for|needed)\\b`,
  'i',
);

const WORDINGS: readonly Wording[] = [
  {
    name: 'explicit-deny',
    words: 'explicit',
    patterns: [
      /\bwith an explicit deny\b.*(?:not authorized|\barn:)/i,
      /(?:not authorized|\barn:).*\bwith an explicit deny\b/i,
    ],
    reason: 'an explicit deny of an unnamed kind',
  },
  {
    // "User: … is not authorized to perform: service:Action", and API Gateway's "… to access this resource".
    name: 'not-authorized',
    words: 'authori[sz]',
    patterns: [
      /\bnot authorized to perform:? ?(?:API action|null\b|\w[\w-]*:[\w*]+)/i,
      /\b(?:user|entity) is not authorized to (?:access this resource|perform|make this call)/i,
    ],
    reason: 'not authorized, without the kind of policy',
  },
  {
    // EC2: the sentence may run straight into the encoded message, and may stand alone.
    name: 'ec2-unauthorized',
    words: 'authori[sz]',
    patterns: [
      /\b(?:you|\w+code) ?are not authorized to (?:perform this|view this|access this)\b/i,
      /encoded authorization failure message:/i,
      /\bUnauthorizedOperation\b/,
    ],
    reason: "EC2's wording of a denial",
  },
  {
    // The console's own boxes: a header "Access denied to service:Action" and a body that asks for permission.
    name: 'console-flashbar',
    words: 'permis|denie[sd]|request access',
    patterns: [
      NO_PERMISSION,
      /\baccess denied to [\w-]+:\w+/i,
      /\bto request access, copy the following text\b/i,
      /(?<!\bor )\byou need permissions\b/i,
    ],
    reason: "the console's wording of a denial",
  },
  {
    name: 's3-console',
    words: 'permis',
    patterns: [/(?<!\bor )\binsufficient permissions? to (?:list|view|get|read|access|load|display)\b/i],
    reason: "the S3 console's wording of a denial",
  },
  {
    // SQS and others: "Access to the resource https://… is denied."
    name: 'resource-denied',
    words: 'denie[sd]',
    patterns: [
      /\baccess to (?:the |this )?(?:requested )?(?:resource|queue|topic|object|bucket|operation)\b.{0,300}? (?:is|was) denied\b/i,
    ],
    reason: 'access to a resource is denied, without a reason',
  },
  {
    name: 'sign-in-network',
    words: 'different network',
    isSignIn: true,
    patterns: [/(?<!\b(?:you|they|users?) )\bsign in from a different network\b/i],
    reason: 'sign-in denies this network',
  },
  {
    // Also what a wrong password gets.
    name: 'sign-in-failed',
    words: 'authentication (?:information|failed)',
    isSignIn: true,
    patterns: [
      /\byour authentication information is incorrect\b/i,
      /\bauthentication failed:? ?(?:your|invalid request)/i,
    ],
    reason: 'sign-in failed',
  },
  {
    // Switch Role says no more than this, whatever denied the call.
    name: 'switch-role',
    words: 'invalid information in one or more fields',
    isSignIn: true,
    patterns: [
      /\binvalid information in one or more fields\b.{0,5}\bcheck your information or contact your administrator\b/i,
    ],
    reason: 'switching the role failed',
  },
  {
    // Sign-in in other languages; AWS's sentences there were not seen, so only what a failure must speak of is matched.
    // The content script sends the whole text of a sign-in page that is not in English, so it needs no words.
    name: 'sign-in-other-language',
    patterns: [
      /(?:別の|異なる)ネットワーク|認証に失敗|認証情報が(?:正しく|間違)|(?:其他|不同的?)(?:网络|網路)|(?:验证|驗證)(?:失败|失敗)|다른 네트워크|인증에 실패|인증 정보가/,
      /\banderen Netzwerk\b|\bAuthentifizierung\b.{0,40}(?:fehlgeschlagen|falsch)|\bautre réseau\b|\bauthentification\b.{0,40}(?:échou|incorrect)|échec de l'authentification/i,
      /\b(?:outra rede|rede diferente|otra red|red diferente|altra rete|rete diversa)\b|(?:falha|error|errore|fallo)\b.{0,12}\b(?:na |de |di )?autentica|autentica[\wçãóáí]+.{0,40}(?:incorret|incorrect|errat|fallid|non riuscit|falhou)/i,
    ],
    reason: 'sign-in failed, in another language than English',
  },
  {
    // Any text with Japanese, Chinese or Korean characters, and stems of the languages in Latin letters.
    name: 'other-language',
    words: '[\\u3000-\\uffff]|autori|permis|verweiger|berechtig|refus|nega[dt]|\\b403\\b|arn:aws',
    patterns: [
      /アクセス(?:が|は|を)?拒否|(?:権限|許可)が(?:ありません|ない|不足|必要)|(?:許可|承認|認可)されていません|明示的な拒否/,
      /(?:访问|存取)(?:被|遭)?(?:拒绝|拒絕)|(?:没有|沒有|无|無|缺少)(?:[^。]{0,12})?(?:权限|權限|授权|授權)|未(?:获|經)?(?:授权|授權)|(?:明确|明確)拒(?:绝|絕)/,
      /액세스(?:가|이)? ?거부|권한이 (?:없|부족|필요)|권한이 부여되지 않/,
      /\bZugriff (?:wurde )?verweigert\b|\bkeine (?:ausreichenden )?(?:Berechtigung|Berechtigungen)\b|\bnicht (?:berechtigt|autorisiert)\b/i,
      /\baccès refusé|\bn'(?:êtes|est) pas autorisé|\bpas (?:l'autorisation|les autorisations)\b|\bautorisations? insuffisantes?\b/i,
      /\bacesso negado\b|\bnão (?:está autorizad|tem (?:a )?permiss)|\bacceso denegado\b|\bno (?:está autorizad|tiene (?:los )?permisos?)|\bpermisos? insuficientes?\b/i,
      /\baccesso negato\b|\bnon (?:è autorizzat|sei autorizzat|dispon[ei] dell['e]|hai l['e] ?autorizzazion)/i,
    ],
    reason: 'a denial in another language than English',
  },
  {
    // Nothing but the code or the words: as a heading, a code or after a colon. In the middle of a sentence it is a quotation.
    name: 'access-denied',
    words: 'denie[sd]',
    patterns: [
      /^(?=.{0,599}$).*?(?:^|[:>"'([|-] ?|\berror |\bexception |\bforbidden |\bfailed )Access ?Denied(?:Exception)?\b(?!\)? errors?\b| error (?:message|code)s?\b)/i,
    ],
    reason: 'access denied, without a reason',
  },
];

export const wordings: readonly (Signal & { readonly isSignIn: boolean })[] = WORDINGS.map(
  ({ name, words, patterns, reason, isSignIn }) => ({
    name,
    ...(words === undefined ? {} : { words }),
    isSignIn: isSignIn === true,
    find: ({ flat, bare }) =>
      patterns.some((pattern) => pattern.test(flat) || pattern.test(bare))
        ? { verdict: 'possible', reason }
        : undefined,
  }),
);
