import type { PopupWords } from '../en/popup.ts';

/** German. The popup; problems and actions are said by the other pages too. Not yet read by a native speaker. */
export const popup: PopupWords = {
  'prompt.label': 'Genkan',
  'action.allow': 'Dieses Netzwerk zulassen',
  'action.allowFor': 'Für {account} zulassen',
  'action.retry': 'Noch einmal versuchen',
  'action.close': 'Schließen',
  'action.copied': 'Kopiert',
  'problem.offline': 'Dieser Computer ist offline. Verbinden Sie ihn, und versuchen Sie es noch einmal.',
  'problem.unreachable':
    'Der Server von Genkan ist nicht erreichbar. Wenn dieses Netzwerk eine Anmeldeseite hat, melden Sie sich zuerst dort an. Prüfen Sie sonst den Endpunkt in den Einstellungen, oder versuchen Sie es gleich noch einmal.',
  'problem.slow':
    'Der Server von Genkan hat nicht rechtzeitig geantwortet. Versuchen Sie es gleich noch einmal.',
  'problem.not_genkan':
    'Etwas anderes als Genkan hat geantwortet. Wenn dieses Netzwerk eine Anmeldeseite hat, etwa im Hotel oder Café, melden Sie sich zuerst dort an. Prüfen Sie sonst den Endpunkt in den Einstellungen.',
  'problem.unauthorized':
    'Ihr Schlüssel ist nicht mehr bekannt. Bitten Sie Ihren Administrator um einen neuen Einrichtungscode.',
  'problem.invalid_request':
    'Der Server von Genkan versteht diese Version der Erweiterung nicht. Aktualisieren Sie sie, und versuchen Sie es noch einmal.',
  'problem.not_found':
    'Unter dieser Adresse gibt es kein Genkan. Prüfen Sie den Endpunkt in den Einstellungen.',
  'problem.address_blocked':
    'Eine andere Anweisung in der Richtlinie Ihres Teams verweigert diese Adresse. Wenn Genkan sie zulässt, ändert das nichts. Falls AWS Ihren Zugriff verweigert, fragen Sie Ihren Administrator.',
  'problem.baseline_invalid':
    'Die Basisrichtlinie Ihres Teams fehlt oder ist beschädigt. Es wurde nichts geändert. Informieren Sie Ihren Administrator.',
  'problem.policy_unsupported':
    'Die Richtlinie Ihres Teams hat eine Form, die nicht sicher bearbeitet werden kann. Es wurde nichts geändert. Informieren Sie Ihren Administrator.',
  'problem.policy_full':
    'In der Richtlinie ist kein Platz für eine weitere Adresse. Beenden Sie einen Zugriff, den Sie nicht brauchen, oder versuchen Sie es später noch einmal.',
  'problem.policy_full_until':
    'In der Richtlinie ist bis {time} kein Platz für eine weitere Adresse. Beenden Sie einen Zugriff, den Sie nicht brauchen, oder versuchen Sie es dann noch einmal.',
  'problem.payload_too_large': 'Der Server von Genkan hat die Anfrage abgelehnt, weil sie zu groß ist.',
  'problem.address_not_public':
    'Genkan sieht eine private Adresse und kann nichts zulassen. Schalten Sie das VPN oder den Proxy dazwischen aus, oder informieren Sie Ihren Administrator.',
  'problem.proxy_in_front':
    'Ein Proxy oder CDN vor dem Server von Genkan verdeckt die Adresse dieses Netzwerks. Es wurde nichts geändert. Informieren Sie Ihren Administrator.',
  'problem.rate_limited': 'Zu viele Anfragen. Warten Sie kurz, und versuchen Sie es noch einmal.',
  'problem.internal':
    'Im Server von Genkan ist ein Fehler aufgetreten. Versuchen Sie es noch einmal. Informieren Sie Ihren Administrator, wenn der Fehler bleibt.',
  'problem.aws_unavailable': 'AWS hat Genkan nicht geantwortet. Versuchen Sie es gleich noch einmal.',
  'problem.iam_refused':
    'AWS erlaubt Genkan selbst nicht, die Richtlinie zu ändern. Es wurde nichts geändert. Informieren Sie Ihren Administrator.',
  'problem.policy_missing':
    'Die Richtlinie, mit der Genkan arbeitet, gibt es nicht. Es wurde nichts geändert. Informieren Sie Ihren Administrator.',
  'problem.storage_refused':
    'Der Speicher von Genkan ist nicht verfügbar. Es wurde nichts geändert. Informieren Sie Ihren Administrator.',
  'problem.busy':
    'Gerade wird eine andere Änderung ausgeführt. Versuchen Sie es in ein paar Sekunden noch einmal.',
  'popup.setup.title': 'Willkommen bei Genkan',
  'popup.setup.text': 'Fügen Sie den Einrichtungscode Ihres Administrators ein. Dann ist Genkan bereit.',
  'popup.setup.action': 'Einrichten',
  'popup.checking': 'Netzwerk wird geprüft…',
  'popup.allowed': 'Dieses Netzwerk ist zugelassen',
  'popup.denied': 'Dieses Netzwerk ist nicht zugelassen',
  'popup.problem': 'Status unbekannt',
  'popup.by.baseline': 'Ein Netzwerk Ihres Teams',
  'popup.by.lease': 'Von Ihnen zugelassen',
  'popup.by.leaseOther': 'Von einem anderen Mitglied zugelassen',
  'popup.by.manual': 'Von einem Administrator hinzugefügt',
  'popup.why': '{reason}. Bis {time} ({left})',
  'popup.why.noEnd': '{reason}. Ohne Ende',
  'popup.left.hours': 'noch {hours}\u00a0Std. {minutes}\u00a0Min.',
  'popup.left.minutes': 'noch {minutes}\u00a0Min.',
  'popup.left.ended': 'beendet',
  'popup.for': 'Wie lange',
  'popup.for.reset': 'Bis {time}',
  'popup.for.minutes': '{minutes} Minuten',
  'popup.for.hour': '1 Stunde',
  'popup.for.hours': '{hours} Stunden',
  'popup.label': 'Name für dieses Netzwerk (optional)',
  'popup.label.example': 'Zuhause',
  'popup.allowing': 'Wird zugelassen…',
  'popup.extend': 'Bis {time} verlängern',
  'popup.end': 'Jetzt beenden',
  'popup.ending': 'Wird beendet…',
  'popup.others': 'Meine anderen Netzwerke',
  'popup.others.end': 'Beenden',
  'popup.connection': 'Verbindung',
  'popup.options': 'Einstellungen',
  'popup.refresh': 'Noch einmal prüfen',
  'problem.withTime': '{problem} Frühestens: {time}.',
  'problem.unreadable':
    'Der Server von Genkan antwortet, aber der Browser darf die Antwort nicht lesen: Der Server ist überlastet, dieses Netzwerk verlangt zuerst eine Anmeldung, oder der Endpunkt ist falsch. Versuchen Sie es in einer Minute noch einmal.',
  'action.copyDetails': 'Einzelheiten kopieren',
  'popup.ended': 'Der Zugriff ist beendet',
  'popup.keep': 'Auch für mich zulassen',
  'popup.longest': 'Länger lassen die Regeln Ihres Teams nicht zu.',
  'popup.for.action': 'Bis {time} zulassen',
  'popup.more': 'Dauer und Name',
  'popup.family.allowed': 'zugelassen',
  'popup.family.denied': 'nicht zugelassen',
  'access.missing':
    'Der Browser hält Genkan von den Seiten von AWS fern. Genkan kann dort keine Ablehnung sehen.',
  'access.allow': 'Auf den Seiten von AWS erlauben',
  'until.midnight': 'heute um Mitternacht',
  'until.tomorrow': 'morgen {time}',
  'popup.recall': 'Meldung von Genkan auf dieser Seite wieder anzeigen',
  'popup.otherAccount': 'Diese Seite gehört zum Konto {account}. Keine Ihrer Verbindungen führt dorthin.',
  'accounts.problem': '{accounts}: {problem}',
  'action.retryFor': 'Noch einmal versuchen: {accounts}',
  'popup.partly': 'In {allowed} von {total} Konten zugelassen',
  'popup.accounts': 'Konten',
  'popup.account.allowed': 'zugelassen',
  'popup.account.until': 'zugelassen bis {time}',
  'popup.account.denied': 'nicht zugelassen',
  'popup.account.unknown': 'Status unbekannt',
  'popup.account.allow': 'Zulassen',
  'popup.allowAll': 'Bis {time} in allen Konten zulassen',
  'popup.notEnded':
    'In {accounts} ist der Zugriff noch nicht beendet. Genkan beendet ihn so bald wie möglich. {problem}',
};
