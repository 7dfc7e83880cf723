import type { PromptWords } from '../en/prompt.ts';

/** French. The prompt, and the toolbar button: what the background says. Not yet read by a native speaker. */
export const prompt: PromptWords = {
  'prompt.asking.title': 'AWS refuse ce réseau',
  'prompt.asking.text':
    'Ce compte n’est accessible que depuis les réseaux autorisés par votre équipe, et celui-ci ne l’est pas encore.',
  'prompt.signin.title': 'Ce réseau n’est pas encore autorisé',
  'prompt.signin.text':
    'Autorisez-le avant de vous connecter\u00a0: ce compte n’est accessible que depuis les réseaux autorisés par votre équipe.',
  'prompt.allowing.title': 'Autorisation du réseau…',
  'prompt.propagating.title': 'Ce réseau est autorisé',
  'prompt.propagating.text': 'AWS met généralement quelques secondes à le prendre en compte.',
  'prompt.propagating.label': 'En attente d’AWS',
  'prompt.ready.title': 'Ce réseau est autorisé',
  'prompt.ready.text': 'Rechargez la page pour continuer.',
  'prompt.ready.signin': 'Vous pouvez vous connecter maintenant.',
  'prompt.done.title': 'AWS est de nouveau accessible',
  'prompt.done.text': 'Ce réseau est autorisé.',
  'prompt.explained.title': 'AWS refuse toujours',
  'prompt.explained.text':
    'Genkan a autorisé ce réseau. La cause est donc probablement l’une des suivantes\u00a0:',
  'prompt.explained.time':
    'AWS ne l’a pas encore pris en compte. Cela peut prendre jusqu’à une minute\u00a0: rechargez encore une fois.',
  'prompt.explained.egress':
    'Un VPN ou un proxy envoie votre trafic vers AWS par une autre adresse que {addresses}. Désactivez-le, ou demandez que son adresse soit autorisée.',
  'prompt.explained.policy':
    'Une autre politique refuse cette action, quel que soit votre réseau\u00a0: contactez votre administrateur.',
  'prompt.explained.namedPolicy':
    'AWS indique une autre politique, {policy}, que Genkan ne gère pas. Contactez votre administrateur.',
  'prompt.explained.connection':
    'Cette page appartient à un autre compte que «\u00a0{connection}\u00a0». Choisissez la bonne connexion dans Genkan.',
  'prompt.explained.cloudshell':
    'Les services qui agissent pour vous, comme CloudFormation, utilisent des adresses propres à AWS, qui ne peuvent pas être autorisées.',
  'prompt.explained.other': 'Genkan a autorisé ce réseau, mais autre chose refuse cette action\u00a0:',
  'prompt.explained.kind':
    'AWS indique que la politique de type {kind} refuse cette action, quel que soit votre réseau. Contactez votre administrateur.',
  'prompt.problem.title': 'Ce réseau n’a pas pu être autorisé',
  'prompt.unknown.title': 'Genkan ne peut pas vérifier ce réseau',
  'prompt.interrupted': 'Le navigateur a arrêté Genkan avant la fin. Autorisez le réseau encore une fois.',
  'prompt.choose.title': 'Quel compte voulez-vous utiliser\u00a0?',
  'prompt.choose.text':
    'Genkan ne sait pas à quel compte cette page appartient. Ce réseau n’est pas encore autorisé dans\u00a0:',
  'prompt.allowing.text': 'Cela prend généralement quelques secondes.',
  'prompt.cancelling.text':
    'Il est trop tard pour annuler. Vous pourrez mettre fin à l’accès dans un instant.',
  'prompt.tooLate.title': 'Ce réseau a été autorisé',
  'prompt.tooLate.text':
    '«\u00a0Pas maintenant\u00a0» est arrivé trop tard. Vous pouvez mettre fin à l’accès.',
  'prompt.family.text': '{allowed} est autorisée, {denied} ne l’est pas.',
  'prompt.rotating.title': 'L’adresse de ce réseau change sans cesse',
  'prompt.rotating.text': 'Genkan a autorisé {granted}, mais voit maintenant l’adresse {seen}.',
  'prompt.rotating.help':
    'Autoriser une adresse après l’autre ne suffit pas. Demandez à votre administrateur d’autoriser la plage d’adresses de ce réseau, ou utilisez un réseau ou un VPN avec une adresse fixe.',
  'prompt.ending.title': 'L’accès à AWS se termine dans {left}',
  'prompt.ending.text': 'Prolongez-le maintenant pour continuer à travailler.',
  'prompt.updated.title': 'Genkan a été mis à jour',
  'prompt.updated.text': 'Rechargez cet onglet pour l’utiliser de nouveau ici.',
  'prompt.fact.address': 'Adresse',
  'prompt.fact.until': 'Jusqu’à',
  'prompt.fact.account': 'Compte',
  'prompt.fact.member': 'Membre',
  'until.withLeft': '{time} ({left})',
  'until.left.hours': '{hours}\u00a0h {minutes}\u00a0min',
  'until.left.minutes': '{minutes}\u00a0min',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan\u00a0: ce réseau est autorisé',
  'badge.denied': 'Genkan\u00a0: ce réseau n’est pas autorisé',
  'badge.problem': 'Genkan\u00a0: à vérifier',
  'prompt.asking.accounts': 'Un clic l’autorise dans tous vos comptes.',
  'prompt.partly.title': 'Ce réseau n’a pas pu être autorisé dans {account}',
  'prompt.partly.text': 'Autorisé dans {allowed} comptes sur {total}.',
  'badge.partly': 'Genkan\u00a0: ce réseau est autorisé dans {allowed} comptes sur {total}',
  'action.endAccess': 'Mettre fin à l’accès',
  'action.keep': 'Conserver',
  'action.moved': 'J’ai changé de réseau',
  'action.notNow': 'Pas maintenant',
  'action.reload': 'Recharger',
  'action.extend': 'Prolonger',
  'action.copy': 'Copier le rapport',
  'action.options': 'Ouvrir les options',
};
