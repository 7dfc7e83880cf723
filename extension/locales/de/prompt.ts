import type { PromptWords } from '../en/prompt.ts';

/** German. The prompt, and the toolbar button: what the background says. Not yet read by a native speaker. */
export const prompt: PromptWords = {
  'prompt.asking.title': 'AWS lehnt dieses Netzwerk ab',
  'prompt.asking.text':
    'Dieses Konto funktioniert nur in Netzwerken, die Ihr Team zugelassen hat. Dieses Netzwerk ist noch nicht dabei.',
  'prompt.signin.title': 'Dieses Netzwerk ist noch nicht zugelassen',
  'prompt.signin.text':
    'Lassen Sie es vor der Anmeldung zu: Dieses Konto funktioniert nur in Netzwerken, die Ihr Team zugelassen hat.',
  'prompt.allowing.title': 'Netzwerk wird zugelassen…',
  'prompt.propagating.title': 'Dieses Netzwerk ist zugelassen',
  'prompt.propagating.text': 'AWS braucht meist ein paar Sekunden, um es zu bemerken.',
  'prompt.propagating.label': 'Warten auf AWS',
  'prompt.ready.title': 'Dieses Netzwerk ist zugelassen',
  'prompt.ready.text': 'Laden Sie die Seite neu, um fortzufahren.',
  'prompt.ready.signin': 'Sie können sich jetzt anmelden.',
  'prompt.done.title': 'AWS lässt Sie wieder zu',
  'prompt.done.text': 'Dieses Netzwerk ist zugelassen.',
  'prompt.explained.title': 'AWS lehnt weiterhin ab',
  'prompt.explained.text':
    'Genkan hat dieses Netzwerk zugelassen. Die Ursache ist deshalb wahrscheinlich eine von diesen:',
  'prompt.explained.time':
    'AWS hat es noch nicht bemerkt. Das kann bis zu einer Minute dauern: Laden Sie die Seite noch einmal neu.',
  'prompt.explained.egress':
    'Ein VPN oder Proxy leitet Ihren Datenverkehr zu AWS über eine andere Adresse als {addresses}. Schalten Sie es aus, oder bitten Sie darum, dass diese Adresse zugelassen wird.',
  'prompt.explained.policy':
    'Eine andere Richtlinie verweigert dies, unabhängig vom Netzwerk: Fragen Sie Ihren Administrator.',
  'prompt.explained.namedPolicy':
    'AWS nennt eine andere Richtlinie, {policy}, die Genkan nicht verwaltet. Fragen Sie Ihren Administrator.',
  'prompt.explained.connection':
    'Diese Seite gehört zu einem anderen Konto als „{connection}“. Wählen Sie in Genkan die richtige Verbindung.',
  'prompt.explained.cloudshell':
    'Dienste, die für Sie handeln, etwa CloudFormation, benutzen eigene Adressen von AWS. Diese können nicht zugelassen werden.',
  'prompt.explained.other': 'Genkan hat dieses Netzwerk zugelassen, aber etwas anderes verweigert dies:',
  'prompt.explained.kind':
    'AWS meldet, dass eine {kind} dies verweigert, unabhängig vom Netzwerk. Fragen Sie Ihren Administrator.',
  'prompt.problem.title': 'Dieses Netzwerk konnte nicht zugelassen werden',
  'prompt.unknown.title': 'Genkan kann dieses Netzwerk nicht prüfen',
  'prompt.interrupted':
    'Der Browser hat Genkan beendet, bevor es fertig war. Lassen Sie das Netzwerk noch einmal zu.',
  'prompt.choose.title': 'Welches Konto möchten Sie benutzen?',
  'prompt.choose.text':
    'Genkan weiß nicht, zu welchem Konto diese Seite gehört. Dieses Netzwerk ist noch nicht zugelassen in:',
  'prompt.allowing.text': 'Das dauert meist ein paar Sekunden.',
  'prompt.cancelling.text': 'Es ist zu spät, um dies abzubrechen. Sie können den Zugriff gleich beenden.',
  'prompt.tooLate.title': 'Dieses Netzwerk wurde zugelassen',
  'prompt.tooLate.text': '„Jetzt nicht“ kam zu spät. Sie können den Zugriff wieder beenden.',
  'prompt.family.text': '{allowed} ist zugelassen, {denied} nicht.',
  'prompt.rotating.title': 'Dieses Netzwerk wechselt ständig seine Adresse',
  'prompt.rotating.text': 'Genkan hat {granted} zugelassen, sieht Sie jetzt aber mit der Adresse {seen}.',
  'prompt.rotating.help':
    'Es hilft nicht, eine Adresse nach der anderen zuzulassen. Bitten Sie Ihren Administrator, den Adressbereich dieses Netzwerks zuzulassen, oder benutzen Sie ein Netzwerk oder VPN mit fester Adresse.',
  'prompt.ending.title': 'Der Zugriff auf AWS endet in {left}',
  'prompt.ending.text': 'Verlängern Sie jetzt, um weiterzuarbeiten.',
  'prompt.updated.title': 'Genkan wurde aktualisiert',
  'prompt.updated.text': 'Laden Sie diesen Tab neu, um es hier wieder zu benutzen.',
  'prompt.fact.address': 'Adresse',
  'prompt.fact.until': 'Bis',
  'prompt.fact.account': 'Konto',
  'prompt.fact.member': 'Mitglied',
  'until.withLeft': '{time} ({left})',
  'until.left.hours': '{hours}\u00a0Std. {minutes}\u00a0Min.',
  'until.left.minutes': '{minutes}\u00a0Min.',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan: Dieses Netzwerk ist zugelassen',
  'badge.denied': 'Genkan: Dieses Netzwerk ist nicht zugelassen',
  'badge.problem': 'Genkan: Bitte prüfen',
  'prompt.asking.accounts': 'Ein Klick lässt es in allen Ihren Konten zu.',
  'prompt.partly.title': 'Dieses Netzwerk konnte in {account} nicht zugelassen werden',
  'prompt.partly.text': 'In {allowed} von {total} Konten zugelassen.',
  'badge.partly': 'Genkan: Dieses Netzwerk ist in {allowed} von {total} Konten zugelassen',
  'action.endAccess': 'Zugriff jetzt beenden',
  'action.keep': 'Behalten',
  'action.moved': 'Ich habe das Netzwerk gewechselt',
  'action.notNow': 'Jetzt nicht',
  'action.reload': 'Neu laden',
  'action.extend': 'Verlängern',
  'action.copy': 'Bericht kopieren',
  'action.options': 'Einstellungen öffnen',
};
