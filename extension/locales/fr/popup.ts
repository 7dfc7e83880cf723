import type { PopupWords } from '../en/popup.ts';

/** French. The popup; problems and actions are said by the other pages too. Not yet read by a native speaker. */
export const popup: PopupWords = {
  'prompt.label': 'Genkan',
  'action.allow': 'Autoriser ce réseau',
  'action.allowFor': 'Autoriser pour {account}',
  'action.retry': 'Réessayer',
  'action.close': 'Fermer',
  'action.copied': 'Copié',
  'problem.offline': 'Cet ordinateur est hors ligne. Connectez-le et réessayez.',
  'problem.unreachable':
    'Le serveur de Genkan est injoignable. Si ce réseau a une page de connexion, connectez-vous-y d’abord. Sinon, vérifiez le point de terminaison dans les options, ou réessayez dans un instant.',
  'problem.slow': 'Le serveur de Genkan n’a pas répondu à temps. Réessayez dans un instant.',
  'problem.not_genkan':
    'Autre chose que Genkan a répondu. Si ce réseau a une page de connexion, comme dans un hôtel ou un café, connectez-vous-y d’abord. Sinon, vérifiez le point de terminaison dans les options.',
  'problem.unauthorized':
    'Votre clé n’est plus reconnue. Demandez un nouveau code de configuration à votre administrateur.',
  'problem.invalid_request':
    'Le serveur de Genkan ne comprend pas cette version de l’extension. Mettez-la à jour et réessayez.',
  'problem.not_found':
    'Il n’y a pas de Genkan à cette adresse. Vérifiez le point de terminaison dans les options.',
  'problem.address_blocked':
    'Une autre instruction de la politique de votre équipe refuse cette adresse, et l’autoriser dans Genkan n’y change rien. Si AWS refuse votre accès, contactez votre administrateur.',
  'problem.baseline_invalid':
    'La politique de base de votre équipe est absente ou endommagée. Rien n’a été modifié. Prévenez votre administrateur.',
  'problem.policy_unsupported':
    'La forme de la politique de votre équipe ne permet pas de la modifier sans risque. Rien n’a été modifié. Prévenez votre administrateur.',
  'problem.policy_full':
    'La politique n’a plus de place pour une autre adresse. Mettez fin à un accès inutile, ou réessayez plus tard.',
  'problem.policy_full_until':
    'La politique n’a plus de place pour une autre adresse jusqu’à {time}. Mettez fin à un accès inutile, ou réessayez à ce moment-là.',
  'problem.payload_too_large': 'Le serveur de Genkan a refusé la requête, car elle est trop volumineuse.',
  'problem.address_not_public':
    'Genkan voit une adresse privée\u00a0: il n’y a rien à autoriser. Désactivez le VPN ou le proxy intermédiaire, ou prévenez votre administrateur.',
  'problem.proxy_in_front':
    'Un proxy ou un CDN devant le serveur de Genkan masque l’adresse de ce réseau. Rien n’a été modifié. Prévenez votre administrateur.',
  'problem.rate_limited': 'Trop de requêtes. Attendez un instant et réessayez.',
  'problem.internal':
    'Une erreur s’est produite dans le serveur de Genkan. Réessayez, et prévenez votre administrateur si elle persiste.',
  'problem.aws_unavailable': 'AWS n’a pas répondu à Genkan. Réessayez dans un instant.',
  'problem.iam_refused':
    'AWS ne permet pas à Genkan de modifier la politique. Rien n’a été modifié. Prévenez votre administrateur.',
  'problem.policy_missing':
    'La politique utilisée par Genkan n’existe pas. Rien n’a été modifié. Prévenez votre administrateur.',
  'problem.storage_refused':
    'Le stockage de Genkan est indisponible. Rien n’a été modifié. Prévenez votre administrateur.',
  'problem.busy': 'Une autre modification est en cours. Réessayez dans quelques secondes.',
  'popup.setup.title': 'Bienvenue dans Genkan',
  'popup.setup.text': 'Collez le code de configuration donné par votre administrateur, et Genkan est prêt.',
  'popup.setup.action': 'Configurer',
  'popup.checking': 'Vérification du réseau…',
  'popup.allowed': 'Ce réseau est autorisé',
  'popup.denied': 'Ce réseau n’est pas autorisé',
  'popup.problem': 'État inconnu',
  'popup.by.baseline': 'Un réseau de votre équipe',
  'popup.by.lease': 'Autorisé par vous',
  'popup.by.leaseOther': 'Autorisé par un autre membre',
  'popup.by.manual': 'Ajouté par un administrateur',
  'popup.why': '{reason}. Jusqu’à {time} ({left})',
  'popup.why.noEnd': '{reason}. Sans fin prévue',
  'popup.left.hours': 'encore {hours}\u00a0h {minutes}\u00a0min',
  'popup.left.minutes': 'encore {minutes}\u00a0min',
  'popup.left.ended': 'terminé',
  'popup.for': 'Durée',
  'popup.for.reset': 'Jusqu’à {time}',
  'popup.for.minutes': '{minutes} minutes',
  'popup.for.hour': '1 heure',
  'popup.for.hours': '{hours} heures',
  'popup.label': 'Nom de ce réseau (facultatif)',
  'popup.label.example': 'Domicile',
  'popup.allowing': 'Autorisation…',
  'popup.extend': 'Prolonger jusqu’à {time}',
  'popup.end': 'Terminer maintenant',
  'popup.ending': 'Fin de l’accès…',
  'popup.others': 'Mes autres réseaux',
  'popup.others.end': 'Terminer',
  'popup.connection': 'Connexion',
  'popup.options': 'Options',
  'popup.refresh': 'Vérifier encore',
  'problem.withTime': '{problem} Au plus tôt\u00a0: {time}.',
  'problem.unreadable':
    'Le serveur de Genkan répond, mais le navigateur ne peut pas lire la réponse\u00a0: le serveur est surchargé, ce réseau demande d’abord une connexion, ou le point de terminaison est faux. Réessayez dans une minute.',
  'action.copyDetails': 'Copier les détails',
  'popup.ended': 'L’accès est terminé',
  'popup.keep': 'L’autoriser aussi pour moi',
  'popup.longest': 'C’est la durée la plus longue permise par votre équipe.',
  'popup.for.action': 'Autoriser jusqu’à {time}',
  'popup.more': 'Durée et nom',
  'popup.family.allowed': 'autorisée',
  'popup.family.denied': 'non autorisée',
  'access.missing':
    'Le navigateur empêche Genkan d’accéder aux pages d’AWS. Genkan ne peut pas y voir de refus.',
  'access.allow': 'Autoriser sur les pages d’AWS',
  'until.midnight': 'minuit ce soir',
  'until.tomorrow': 'demain {time}',
  'popup.recall': 'Afficher de nouveau le message de Genkan sur cette page',
  'popup.otherAccount': 'Cette page appartient au compte {account}. Aucune de vos connexions n’y mène.',
  'accounts.problem': '{accounts}\u00a0: {problem}',
  'action.retryFor': 'Réessayer\u00a0: {accounts}',
  'popup.partly': 'Autorisé dans {allowed} comptes sur {total}',
  'popup.accounts': 'Comptes',
  'popup.account.allowed': 'autorisé',
  'popup.account.until': 'autorisé jusqu’à {time}',
  'popup.account.denied': 'non autorisé',
  'popup.account.unknown': 'état inconnu',
  'popup.account.allow': 'Autoriser',
  'popup.allowAll': 'Autoriser dans tous les comptes jusqu’à {time}',
  'popup.notEnded':
    'L’accès n’est pas encore terminé dans\u00a0: {accounts}. Genkan y met fin dès que possible. {problem}',
};
