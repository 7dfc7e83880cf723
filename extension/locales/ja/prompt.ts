import type { PromptWords } from '../en/prompt.ts';

/** Japanese. The prompt, and the toolbar button: what the background says. */
export const prompt: PromptWords = {
  'prompt.asking.title': 'このネットワークは AWS に拒否されています',
  'prompt.asking.text':
    'このアカウントは、チームが許可したネットワークからのみ利用できます。現在のネットワークはまだ許可されていません。',
  'prompt.signin.title': 'このネットワークはまだ許可されていません',
  'prompt.signin.text':
    'サインインする前に許可してください。このアカウントは、チームが許可したネットワークからのみ利用できます。',
  'prompt.allowing.title': 'ネットワークを許可しています…',
  'prompt.propagating.title': 'このネットワークを許可しました',
  'prompt.propagating.text': 'AWS に反映されるまで、通常は数秒かかります。',
  'prompt.propagating.label': 'AWS への反映を待っています',
  'prompt.ready.title': 'このネットワークを許可しました',
  'prompt.ready.text': 'ページを再読み込みして続けてください。',
  'prompt.ready.signin': 'サインインできます。',
  'prompt.done.title': 'AWS を利用できるようになりました',
  'prompt.done.text': 'このネットワークは許可されています。',
  'prompt.explained.title': 'まだ AWS に拒否されています',
  'prompt.explained.text': 'Genkan ではこのネットワークを許可済みです。次のような原因が考えられます。',
  'prompt.explained.time':
    'AWS にまだ反映されていません。1 分ほどかかることがあります。もう一度再読み込みしてください。',
  'prompt.explained.egress':
    'VPN やプロキシにより、AWS への通信が {addresses} とは別のアドレスから出ています。オフにするか、そのアドレスの許可を管理者に依頼してください。',
  'prompt.explained.policy':
    'ネットワークとは関係なく、別のポリシーで拒否されています。管理者に確認してください。',
  'prompt.explained.namedPolicy':
    'AWS は別のポリシー {policy} を示しています。これは Genkan の管理対象ではありません。管理者に確認してください。',
  'prompt.explained.connection':
    'このページは「{connection}」とは別のアカウントのものです。Genkan で正しい接続先を選んでください。',
  'prompt.explained.cloudshell':
    'CloudFormation など、代わりに処理を行うサービスは AWS 側のアドレスを使うため、許可できません。',
  'prompt.explained.other': 'Genkan ではこのネットワークを許可済みですが、別の原因で拒否されています。',
  'prompt.explained.kind':
    'AWS は {kind} による拒否と示しています。ネットワークとは関係ありません。管理者に確認してください。',
  'prompt.problem.title': '許可できませんでした',
  'prompt.unknown.title': 'ネットワークの状態を確認できません',
  'prompt.interrupted': 'ブラウザーが Genkan を停止したため、完了しませんでした。もう一度許可してください。',
  'prompt.choose.title': 'どのアカウントを使いますか？',
  'prompt.choose.text':
    'このページがどのアカウントのものか、Genkan には分かりません。このネットワークがまだ許可されていないアカウント:',
  'prompt.allowing.text': '通常は数秒かかります。',
  'prompt.cancelling.text': '今からは中止できません。まもなく、許可を終了できるようになります。',
  'prompt.tooLate.title': 'このネットワークを許可しました',
  'prompt.tooLate.text': '「今はしない」は間に合いませんでした。許可を終了できます。',
  'prompt.family.text': '{allowed} は許可されましたが、{denied} は許可されていません。',
  'prompt.rotating.title': 'このネットワークはアドレスが変わり続けています',
  'prompt.rotating.text': 'Genkan は {granted} を許可しましたが、現在の接続元は {seen} です。',
  'prompt.rotating.help':
    'アドレスを 1 つずつ許可しても解決しません。このネットワークのアドレス範囲の許可を管理者に依頼するか、アドレスが固定のネットワークや VPN を使ってください。',
  'prompt.ending.title': 'あと {left}で AWS を利用できなくなります',
  'prompt.ending.text': '作業を続けるには、今のうちに延長してください。',
  'prompt.updated.title': 'Genkan が更新されました',
  'prompt.updated.text': '引き続き使うには、このタブを再読み込みしてください。',
  'prompt.fact.address': 'アドレス',
  'prompt.fact.until': '期限',
  'prompt.fact.account': 'アカウント',
  'prompt.fact.member': 'メンバー',
  'until.withLeft': '{time}（あと {left}）',
  'until.left.hours': '{hours}\u00a0時間 {minutes}\u00a0分',
  'until.left.minutes': '{minutes}\u00a0分',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan: このネットワークは許可されています',
  'badge.denied': 'Genkan: このネットワークは許可されていません',
  'badge.problem': 'Genkan: 確認が必要です',
  'prompt.asking.accounts': '1 回のクリックで、ご利用のすべてのアカウントで許可されます。',
  'prompt.partly.title': '{account} では許可できませんでした',
  'prompt.partly.text': '{total} アカウント中 {allowed} アカウントで許可されています。',
  'badge.partly': 'Genkan: このネットワークは {total} アカウント中 {allowed} アカウントで許可されています',
  'action.endAccess': '許可を終了',
  'action.keep': 'このまま使う',
  'action.moved': 'ネットワークを変えました',
  'action.notNow': '今はしない',
  'action.reload': '再読み込み',
  'action.extend': '延長',
  'action.copy': 'レポートをコピー',
  'action.options': '設定を開く',
};
