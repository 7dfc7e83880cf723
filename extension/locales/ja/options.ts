import type { OptionsWords } from '../en/options.ts';

/** Japanese. The options page. */
export const options: OptionsWords = {
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
};
