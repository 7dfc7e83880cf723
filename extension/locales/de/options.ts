import type { OptionsWords } from '../en/options.ts';

/** German. The options page. Not yet read by a native speaker. */
export const options: OptionsWords = {
  'options.title': 'Einstellungen von Genkan',
  'options.warning':
    'Ihre Einstellungen konnten nicht gelesen werden und beginnen neu. Fügen Sie Ihre Verbindung noch einmal hinzu.',
  'options.add.title': 'Verbindung hinzufügen',
  'options.add.intro':
    'Ihr Administrator gibt Ihnen einen Einrichtungscode. Er enthält, wo Genkan läuft, und Ihren eigenen Schlüssel.',
  'options.setupCode': 'Einrichtungscode',
  'options.byHand': 'Stattdessen Endpunkt und Schlüssel eingeben',
  'options.endpoint': 'Endpunkt',
  'options.key': 'Schlüssel',
  'options.key.bad': 'Geben Sie den Schlüssel ein. Er beginnt mit genkan_.',
  'options.name': 'Name (optional)',
  'options.name.example': 'Produktion',
  'options.connect': 'Verbinden',
  'options.connecting': 'Verbindung wird hergestellt…',
  'options.connected': 'Als {member} mit dem Konto {account} verbunden.',
  'options.connections': 'Verbindungen',
  'options.connections.none': 'Noch keine Verbindungen.',
  'options.connection.account': 'Konto {account}',
  'options.connection.accountUnknown': 'Konto noch nicht bekannt',
  'options.connection.inUse': 'In Benutzung',
  'options.connection.use': '{name} benutzen',
  'options.connection.test': 'Verbindung testen',
  'options.connection.testing': 'Wird getestet…',
  'options.connection.remove': 'Entfernen',
  'options.connection.confirm':
    '{name} entfernen? Um die Verbindung wieder hinzuzufügen, brauchen Sie ihren Einrichtungscode.',
  'options.connection.keep': 'Behalten',
  'options.connection.newKey': 'Schlüssel für {name}',
  'options.connection.saveKey': 'Schlüssel speichern',
  'options.connection.managed': 'Von Ihrer Organisation',
  'options.connection.keyMissing': 'Ein Schlüssel fehlt noch.',
  'options.test.ok':
    'Funktioniert. Sie sind {member}; Konto {account}. Dieses Netzwerk ({addresses}) ist zugelassen.',
  'options.test.denied':
    'Funktioniert. Sie sind {member}; Konto {account}. Dieses Netzwerk ({addresses}) ist noch nicht zugelassen.',
  'options.prompt': 'Wann soll Genkan sich melden?',
  'options.prompt.refused': 'Wenn AWS etwas ablehnt',
  'options.prompt.refused.help': 'Nur dann.',
  'options.prompt.signin': 'Auch wenn eine Anmeldeseite geöffnet wird',
  'options.prompt.signin.help': 'So können Sie das Netzwerk zulassen, bevor Sie ein Passwort eingeben.',
  'options.prompt.automatic': 'Automatisch zulassen',
  'options.prompt.automatic.help':
    'Fragt nicht: Jedes Netzwerk, in dem Sie AWS benutzen, wird sofort zugelassen. Wählen Sie dies nur, wenn Ihr Team einverstanden ist.',
  'options.locked': 'Von Ihrer Organisation festgelegt.',
  'options.language': 'Sprache',
  'options.language.auto': 'Wie der Browser',
  'options.backup': 'Export und Import',
  'options.backup.intro': 'Exporte enthalten Verbindungen und Einstellungen, nie Schlüssel.',
  'options.export': 'Exportieren',
  'options.import': 'Importieren',
  'options.import.done':
    'Importiert. Verbindungen: {count}. Geben Sie den Schlüssel jeder neuen Verbindung ein.',
  'options.setupCode.empty': 'Fügen Sie den Einrichtungscode ein. Er beginnt mit genkan1_.',
  'options.setupCode.cut_off':
    'Dieser Einrichtungscode ist nicht vollständig: Das Ende fehlt. Kopieren Sie ihn ganz, von genkan1_ bis zum Ende.',
  'options.setupCode.damaged':
    'Dieser Einrichtungscode hat einen Tippfehler. Kopieren Sie ihn noch einmal, statt ihn abzutippen.',
  'options.setupCode.other_version':
    'Dieser Einrichtungscode ist für eine andere Version von Genkan. Aktualisieren Sie die Erweiterung, oder bitten Sie Ihren Administrator um einen neuen Code.',
  'options.setupCode.key':
    'Dies ist nur ein Schlüssel. Wählen Sie „Stattdessen Endpunkt und Schlüssel eingeben“, oder bitten Sie um den Einrichtungscode.',
  'options.setupCode.endpoint':
    'Dies ist nur ein Endpunkt. Wählen Sie „Stattdessen Endpunkt und Schlüssel eingeben“, oder bitten Sie um den Einrichtungscode.',
  'options.setupCode.not_a_code': 'Dies ist kein Einrichtungscode. Er beginnt mit genkan1_.',
  'options.endpoint.form': 'Geben Sie eine Adresse wie https://example.com ein.',
  'options.endpoint.scheme': 'Geben Sie eine Adresse ein, die mit https:// beginnt.',
  'options.endpoint.credentials': 'Entfernen Sie Benutzername und Passwort (vor dem @) aus der Adresse.',
  'options.endpoint.query': 'Entfernen Sie alles ab ? oder # aus der Adresse.',
  'options.leads.code': 'Dieser Code führt zu {host}, als {member}.',
  'options.leads.key': 'Der Schlüssel von {member} wird an {host} gesendet.',
  'options.leads.same': '{where} Ersetzt den Schlüssel von {name}.',
  'options.notSaved': 'Nichts wurde gespeichert. {problem}',
  'options.saveAnyway': 'Trotzdem speichern',
  'options.unauthorized':
    '{host} kennt diesen Schlüssel nicht. Vergleichen Sie ihn mit dem, den Sie erhalten haben, oder bitten Sie um einen neuen Einrichtungscode.',
  'options.savedUntested': '{name} ist gespeichert, konnte aber nicht getestet werden. {problem}',
  'options.sameAccount':
    '{host} gibt an, das Konto {account} zu verwalten. Ihre Verbindung {name} ({other}) verwaltet dieses Konto schon. Fügen Sie diese nur hinzu, wenn Ihr Administrator Ihnen {host} genannt hat: Ihre Anfragen würden dorthin gesendet.',
  'options.sameAccount.add': 'Trotzdem hinzufügen',
  'options.replaced': 'Der Schlüssel von {name} wurde ersetzt.',
  'options.pin': 'Tipp: Heften Sie Genkan über das Puzzleteil-Menü an die Symbolleiste an.',
  'options.connection.keyGoesTo': 'Der Schlüssel wird an {host} gesendet.',
  'options.connection.keyManaged': 'Schlüssel von Ihrer Organisation',
  'options.connection.rename': 'Umbenennen',
  'options.connection.newName': 'Neuer Name',
  'options.connection.saveName': 'Name speichern',
  'options.connection.replaceKey': 'Schlüssel ersetzen',
  'options.connection.rival':
    '{name} ({host}) führt zu demselben Konto, aber zu einem anderen Server. Entfernen Sie die Verbindung, die nicht die Ihres Teams ist.',
  'options.connection.offered':
    'Dieser Server antwortet auch unter {host}, damit Ihre IPv4- und Ihre IPv6-Adresse gesehen werden. Ihr Schlüssel wird nur dorthin gesendet, wenn Sie zustimmen.',
  'options.connection.confirmEndpoint': 'Auch diesen Endpunkt benutzen',
  'options.unreadable':
    'Gespeicherte Verbindungen, die nicht gelesen werden können: {count}. Sie bleiben erhalten, und die anderen funktionieren.',
  'options.unreadable.remove': 'Nicht lesbare entfernen',
  'options.notice': 'Eine Einstellung Ihrer Organisation wird nicht benutzt: {setting}. {reason}',
  'options.notice.entry':
    'Eine Einstellung Ihrer Organisation wird nicht benutzt: {setting}, Eintrag {entry}. {reason}',
  'options.notice.form': 'Sie hat nicht die erwartete Form.',
  'options.notice.setup_code': 'Ihr Einrichtungscode ist unvollständig oder hat einen Tippfehler.',
  'options.notice.endpoint': 'Ihr Endpunkt fehlt oder ist keine Adresse, die mit https:// beginnt.',
  'options.notice.key': 'Ihr Schlüssel ist kein Schlüssel von Genkan.',
  'options.notice.twice': 'Ihr Endpunkt steht schon in einem früheren Eintrag.',
  'options.import.not_json': 'Diese Datei ist kein Export von Genkan.',
  'options.import.not_genkan': 'Diese Datei ist kein Export von Genkan.',
  'options.import.newer':
    'Dieser Export stammt von einer neueren Version von Genkan. Aktualisieren Sie die Erweiterung, und versuchen Sie es noch einmal.',
  'options.import.damaged':
    'Dieser Export ist beschädigt. Es wurde nichts importiert. Exportieren Sie noch einmal.',
  'options.import.automatic':
    'In der Datei steht auch „Automatisch zulassen“. Ihre eigene Wahl bleibt bestehen.',
  'options.import.automatic.choose': 'Automatisch zulassen',
  'options.version': 'Version {version}',
  'options.help': 'Hilfe',
  'options.issues': 'Problem melden',
  'options.reminder': 'Bevor der Zugriff endet',
  'options.reminder.on': '15 Minuten vorher erinnern',
  'options.reminder.help': 'Auf geöffneten Seiten von AWS, mit einer Schaltfläche zum Verlängern.',
  'options.history': 'Zugelassene Netzwerke',
  'options.history.intro': 'Von diesem Gerät aus, das neueste zuerst. Diese Liste bleibt auf diesem Gerät.',
  'options.history.clear': 'Liste leeren',
  'options.history.active': 'Jetzt zugelassen',
  'options.history.expired': 'Wie geplant beendet',
  'options.history.ended': 'Von Ihnen beendet',
  'options.history.early': 'Vorzeitig beendet',
  'options.connected.accounts': 'Als {member} verbunden. Konten: {accounts}.',
  'options.test.accounts':
    'Funktioniert. Sie sind {member}; Konten: {accounts}. Dieses Netzwerk ({addresses}) ist in {allowed} von {total} zugelassen.',
};
