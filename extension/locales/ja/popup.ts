import type { PopupWords } from '../en/popup.ts';

/** Japanese. The popup; problems and actions are said by the other pages too. */
export const popup: PopupWords = {
  'prompt.label': 'Genkan',
  'action.allow': 'このネットワークを許可',
  'action.allowFor': '{account} で許可',
  'action.retry': 'もう一度試す',
  'action.close': '閉じる',
  'action.copied': 'コピーしました',
  'problem.offline': 'オフラインです。ネットワークに接続してから、もう一度お試しください。',
  'problem.unreachable':
    'Genkan のサーバーに接続できません。ログインが必要なネットワークの場合は、先にそちらでログインしてください。それ以外の場合は、設定のエンドポイントを確認するか、少し待ってからもう一度お試しください。',
  'problem.slow':
    'Genkan のサーバーから時間内に応答がありませんでした。しばらくしてからもう一度お試しください。',
  'problem.not_genkan':
    'Genkan 以外から応答がありました。ホテルやカフェなどログインが必要なネットワークの場合は、先にそちらでログインしてください。そうでない場合は、設定のエンドポイントを確認してください。',
  'problem.unauthorized':
    'このキーは無効になっています。管理者に新しいセットアップコードを依頼してください。',
  'problem.invalid_request':
    'お使いの拡張機能のバージョンにサーバーが対応していません。拡張機能を更新して、もう一度お試しください。',
  'problem.not_found': 'このアドレスに Genkan はありません。設定のエンドポイントを確認してください。',
  'problem.address_blocked':
    'チームのポリシーの別のステートメントがこのアドレスを拒否しており、Genkan で許可しても変わりません。AWS に拒否される場合は、管理者に連絡してください。',
  'problem.baseline_invalid':
    'チームの基本ポリシーが見つからないか壊れているため、何も変更していません。管理者に連絡してください。',
  'problem.policy_unsupported':
    'チームのポリシーは安全に編集できない形式のため、何も変更していません。管理者に連絡してください。',
  'problem.policy_full':
    'ポリシーに空きがなく、アドレスを追加できません。不要な許可を終了するか、時間をおいてお試しください。',
  'problem.policy_full_until':
    'ポリシーに空きがなく、{time} まではアドレスを追加できません。不要な許可を終了するか、その後にお試しください。',
  'problem.payload_too_large': 'リクエストが大きすぎるため、サーバーに拒否されました。',
  'problem.address_not_public':
    'プライベートアドレスからの接続のため、許可できません。途中の VPN やプロキシをオフにするか、管理者に連絡してください。',
  'problem.proxy_in_front':
    'Genkan のサーバーの手前にあるプロキシまたは CDN のため、このネットワークのアドレスを確認できません。何も変更していません。管理者に連絡してください。',
  'problem.rate_limited': 'リクエストが多すぎます。少し待ってから、もう一度お試しください。',
  'problem.internal':
    'Genkan のサーバーで問題が発生しました。もう一度お試しください。解決しない場合は管理者に連絡してください。',
  'problem.aws_unavailable': 'AWS から応答がありませんでした。しばらくしてからもう一度お試しください。',
  'problem.iam_refused':
    'Genkan 自体に、AWS のポリシーを変更する権限がありません。何も変更していません。管理者に連絡してください。',
  'problem.policy_missing':
    'Genkan が扱うポリシーが見つからないため、何も変更していません。管理者に連絡してください。',
  'problem.storage_refused':
    'Genkan のデータ保存先を利用できないため、何も変更していません。管理者に連絡してください。',
  'problem.busy': '別の変更を処理しています。数秒後にもう一度お試しください。',
  'popup.setup.title': 'Genkan へようこそ',
  'popup.setup.text': '管理者から受け取ったセットアップコードを貼り付けると、すぐに使い始められます。',
  'popup.setup.action': '設定を始める',
  'popup.checking': 'ネットワークを確認しています…',
  'popup.allowed': 'このネットワークは許可されています',
  'popup.denied': 'このネットワークは許可されていません',
  'popup.problem': '状態は不明です',
  'popup.by.baseline': 'チームのネットワークです',
  'popup.by.lease': 'あなたが許可しました',
  'popup.by.leaseOther': 'ほかのメンバーが許可しました',
  'popup.by.manual': '管理者が追加しました',
  'popup.why': '{reason}（{time} まで、{left}）',
  'popup.why.noEnd': '{reason}（期限なし）',
  'popup.left.hours': '残り {hours}\u00a0時間\u00a0{minutes}\u00a0分',
  'popup.left.minutes': '残り {minutes}\u00a0分',
  'popup.left.ended': '終了しました',
  'popup.for': '許可する時間',
  'popup.for.reset': '{time} まで',
  'popup.for.minutes': '{minutes} 分',
  'popup.for.hour': '1 時間',
  'popup.for.hours': '{hours} 時間',
  'popup.label': 'このネットワークの名前（任意）',
  'popup.label.example': '自宅',
  'popup.allowing': '許可しています…',
  'popup.extend': '{time} まで延長',
  'popup.end': '終了する',
  'popup.ending': '終了しています…',
  'popup.others': '許可中のほかのネットワーク',
  'popup.others.end': '終了',
  'popup.connection': '接続先',
  'popup.options': '設定',
  'popup.refresh': '再確認',
  'problem.withTime': '{problem}（{time} 以降）。',
  'problem.unreadable':
    'Genkan のサーバーから応答はありますが、内容を読み取れません。混み合っているか、ネットワークへのログインが必要か、エンドポイントが正しくない可能性があります。1 分ほど待ってからもう一度お試しください。',
  'action.copyDetails': '詳細をコピー',
  'popup.ended': '許可は終了しました',
  'popup.keep': '自分でも許可する',
  'popup.longest': 'チームの設定で許可できる最長の時間です。',
  'popup.for.action': '{time} まで許可',
  'popup.more': '時間と名前',
  'popup.family.allowed': '許可済み',
  'popup.family.denied': '未許可',
  'access.missing':
    'ブラウザーの設定により、Genkan は AWS のページで動作できません。拒否されたことに気付けません。',
  'access.allow': 'AWS のページで許可',
  'until.midnight': '今夜 24 時',
  'until.tomorrow': '明日 {time}',
  'popup.recall': 'このページのメッセージをもう一度表示',
  'popup.otherAccount': 'このページはアカウント {account} のものです。このアカウントの接続先はありません。',
  'accounts.problem': '{accounts}: {problem}',
  'action.retryFor': 'もう一度試す: {accounts}',
  'popup.partly': '{total} アカウント中 {allowed} アカウントで許可されています',
  'popup.accounts': 'アカウント',
  'popup.account.allowed': '許可済み',
  'popup.account.until': '{time} まで許可',
  'popup.account.denied': '未許可',
  'popup.account.unknown': '状態は不明',
  'popup.account.allow': '許可',
  'popup.allowAll': '{time} まで全アカウントで許可',
  'popup.notEnded': '{accounts} ではまだ許可が終了していません。できるだけ早く自動的に終了します。{problem}',
};
