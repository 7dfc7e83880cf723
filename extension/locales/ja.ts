import type { Words } from './en.ts';

/** Japanese. */
export const ja: Words = {
  'prompt.label': 'Genkan',
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
  'prompt.refused.title': 'まだ AWS に拒否されています',
  'prompt.refused.text': 'Genkan ではこのネットワークを許可済みです。次のような原因が考えられます。',
  'prompt.refused.time':
    'AWS にまだ反映されていません。1 分ほどかかることがあります。もう一度再読み込みしてください。',
  'prompt.refused.egress':
    'VPN やプロキシにより、AWS への通信が {addresses} とは別のアドレスから出ています。オフにするか、そのアドレスの許可を管理者に依頼してください。',
  'prompt.refused.policy':
    'ネットワークとは関係なく、別のポリシーで拒否されています。管理者に確認してください。',
  'prompt.refused.namedPolicy':
    'AWS は別のポリシー {policy} を示しています。これは Genkan の管理対象ではありません。管理者に確認してください。',
  'prompt.refused.connection':
    'このページは「{connection}」とは別のアカウントのものです。Genkan で正しい接続先を選んでください。',
  'prompt.refused.cloudshell':
    'CloudShell など、代わりに処理を行うサービスは AWS 側のアドレスを使うため、許可できません。',
  'prompt.problem.title': '許可できませんでした',
  'prompt.updated.title': 'Genkan が更新されました',
  'prompt.updated.text': '引き続き使うには、このタブを再読み込みしてください。',
  'prompt.fact.address': 'アドレス',
  'prompt.fact.until': '期限',
  'action.allow': 'このネットワークを許可',
  'action.notNow': '今はしない',
  'action.reload': '再読み込み',
  'action.retry': 'もう一度試す',
  'action.close': '閉じる',
  'action.copy': 'レポートをコピー',
  'action.copied': 'コピーしました',
  'action.options': '設定を開く',
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
  'problem.busy': 'ほかの人の許可を処理しています。数秒後にもう一度お試しください。',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan: このネットワークは許可されています',
  'badge.refused': 'Genkan: このネットワークは許可されていません',
  'badge.problem': 'Genkan: 確認が必要です',
  'popup.setup.title': 'Genkan へようこそ',
  'popup.setup.text': '管理者から受け取ったセットアップコードを貼り付けると、すぐに使い始められます。',
  'popup.setup.action': '設定を始める',
  'popup.checking': 'ネットワークを確認しています…',
  'popup.allowed': 'このネットワークは許可されています',
  'popup.refused': 'このネットワークは許可されていません',
  'popup.problem': '状態を確認できません',
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
  'options.title': 'Genkan の設定',
  'options.warning':
    '保存されていた設定を読み込めなかったため、初期状態に戻しました。接続先をもう一度追加してください。',
  'options.add.title': '接続先を追加',
  'options.add.intro':
    'セットアップコードは管理者から受け取ってください。Genkan の場所とあなた専用のキーが含まれています。',
  'options.setupCode': 'セットアップコード',
  'options.byHand': 'エンドポイントとキーを入力する',
  'options.endpoint': 'エンドポイント',
  'options.key': 'キー',
  'options.key.bad': 'genkan_ で始まるキーを入力してください。',
  'options.name': '名前（任意）',
  'options.name.example': '本番環境',
  'options.connect': '接続',
  'options.connecting': '接続しています…',
  'options.connected': 'アカウント {account} に {member} として接続しました。',
  'options.connections': '接続先',
  'options.connections.none': '接続先はまだありません。',
  'options.connection.account': 'アカウント {account}',
  'options.connection.accountUnknown': 'アカウントは未確認です',
  'options.connection.inUse': '使用中',
  'options.connection.use': '{name} を使う',
  'options.connection.test': '接続テスト',
  'options.connection.testing': 'テストしています…',
  'options.connection.remove': '削除',
  'options.connection.confirm': '{name} を削除しますか？ もう一度追加するにはセットアップコードが必要です。',
  'options.connection.keep': '削除しない',
  'options.connection.newKey': '{name} のキー',
  'options.connection.saveKey': 'キーを保存',
  'options.connection.managed': '組織による設定',
  'options.connection.keyMissing': 'キーがまだ入力されていません。',
  'options.test.ok':
    '正常に接続できました。{member} さん、アカウント {account}。このネットワーク（{addresses}）は許可されています。',
  'options.test.refused':
    '正常に接続できました。{member} さん、アカウント {account}。このネットワーク（{addresses}）はまだ許可されていません。',
  'options.prompt': 'お知らせするタイミング',
  'options.prompt.refused': 'AWS に拒否されたとき',
  'options.prompt.refused.help': '拒否されたときだけお知らせします。',
  'options.prompt.signin': 'サインインページを開いたときにも',
  'options.prompt.signin.help': 'パスワードを入力する前にネットワークを許可できます。',
  'options.prompt.automatic': '自動的に許可する',
  'options.prompt.automatic.help':
    '確認せずに、AWS を利用するネットワークをすぐに許可します。チームの了承を得たうえで選んでください。',
  'options.locked': '組織によって設定されています。',
  'options.language': '言語',
  'options.language.auto': 'ブラウザーに合わせる',
  'options.backup': 'エクスポートとインポート',
  'options.backup.intro': '接続先と設定内容が保存されます。キーは含まれません。',
  'options.export': 'エクスポート',
  'options.import': 'インポート',
  'options.import.done': 'インポートしました。接続先: {count} 件。新しい接続先にはキーを入力してください。',
  // Connections, their problems and their repair
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
  'popup.family.refused': '未許可',
  'options.setupCode.empty': 'セットアップコードを貼り付けてください。genkan1_ で始まります。',
  'options.setupCode.cut_off':
    'セットアップコードの末尾が欠けています。genkan1_ から最後まで、すべてコピーしてください。',
  'options.setupCode.damaged':
    'セットアップコードに誤りがあります。手で入力せず、もう一度コピーしてください。',
  'options.setupCode.other_version':
    '別のバージョンの Genkan 用のセットアップコードです。拡張機能を更新するか、管理者に新しいコードを依頼してください。',
  'options.setupCode.key':
    'これはキーだけです。「エンドポイントとキーを入力する」を使うか、管理者にセットアップコードを依頼してください。',
  'options.setupCode.endpoint':
    'これはエンドポイントだけです。「エンドポイントとキーを入力する」を使うか、管理者にセットアップコードを依頼してください。',
  'options.setupCode.not_a_code':
    'セットアップコードではありません。genkan1_ で始まるものを貼り付けてください。',
  'options.endpoint.form': 'https://example.com のようなアドレスを入力してください。',
  'options.endpoint.scheme': 'https:// で始まるアドレスを入力してください。',
  'options.endpoint.credentials': 'アドレスからユーザー名とパスワード（@ より前）を取り除いてください。',
  'options.endpoint.query': 'アドレスの ? または # 以降を取り除いてください。',
  'options.leads.code': 'このコードの接続先は {host}、メンバーは {member} です。',
  'options.leads.key': '{member} のキーを {host} に送信します。',
  'options.leads.same': '{where}「{name}」のキーを置き換えます。',
  'options.notSaved': '保存していません。{problem}',
  'options.saveAnyway': 'このまま保存',
  'options.unauthorized':
    '{host} でこのキーが認識されません。受け取ったものと一致するか確認するか、新しいセットアップコードを依頼してください。',
  'options.savedUntested': '「{name}」を保存しましたが、接続は確認できていません。{problem}',
  'options.sameAccount':
    '{host} はアカウント {account} を管理していると応答しましたが、このアカウントには接続先「{name}」（{other}）がすでにあります。管理者から {host} を案内された場合にだけ追加してください。',
  'options.sameAccount.add': 'それでも追加する',
  'options.replaced': '「{name}」のキーを置き換えました。',
  'options.pin': 'ヒント: パズルのアイコンのメニューから、Genkan をツールバーに固定できます。',
  'options.connection.keyGoesTo': 'キーは {host} に送信されます。',
  'options.connection.keyManaged': 'キーは組織が設定しています',
  'options.connection.rename': '名前を変更',
  'options.connection.newName': '新しい名前',
  'options.connection.saveName': '名前を保存',
  'options.connection.replaceKey': 'キーを置き換え',
  'options.connection.rival':
    '「{name}」（{host}）は、同じアカウントの別の接続先です。チームのものではない方を削除してください。',
  'options.connection.offered':
    'この接続先は {host} でも応答します。使うと IPv4 と IPv6 の両方のアドレスを確認できます。同意するまで、キーは送信されません。',
  'options.connection.confirmEndpoint': 'このエンドポイントも使う',
  'options.unreadable': '読み込めない接続先: {count} 件。そのまま残してあり、ほかの接続先は使えます。',
  'options.unreadable.remove': '読み込めないものを削除',
  'options.notice': '組織の設定のうち、使われていないもの: {setting}。{reason}',
  'options.notice.entry': '組織の設定のうち、使われていないもの: {setting} の {entry} 番目。{reason}',
  'options.notice.form': '形式が正しくありません。',
  'options.notice.setup_code': 'セットアップコードが不完全か、誤りがあります。',
  'options.notice.endpoint': 'エンドポイントがないか、https:// で始まるアドレスではありません。',
  'options.notice.key': 'Genkan のキーではありません。',
  'options.notice.twice': '同じエンドポイントが前の項目にあります。',
  'options.import.not_json': 'Genkan からエクスポートしたファイルではありません。',
  'options.import.not_genkan': 'Genkan からエクスポートしたファイルではありません。',
  'options.import.newer':
    '新しいバージョンの Genkan からエクスポートしたファイルです。拡張機能を更新して、もう一度お試しください。',
  'options.import.damaged':
    'エクスポートファイルが壊れているため、何もインポートしていません。もう一度エクスポートしてください。',
  'options.import.automatic':
    'ファイルでは「自動的に許可する」が選ばれていますが、現在の選択をそのまま残しました。',
  'options.import.automatic.choose': '自動的に許可する',
  'access.missing':
    'ブラウザーの設定により、Genkan は AWS のページで動作できません。拒否されたことに気付けません。',
  'access.allow': 'AWS のページで許可',
};
