import type { OptionsWords } from '../en/options.ts';

/** French. The options page. Not yet read by a native speaker. */
export const options: OptionsWords = {
  'options.title': 'Options de Genkan',
  'options.warning':
    'Vos paramètres n’ont pas pu être lus et sont réinitialisés. Ajoutez de nouveau votre connexion.',
  'options.add.title': 'Ajouter une connexion',
  'options.add.intro':
    'Votre administrateur vous donne un code de configuration. Il contient l’adresse de Genkan et votre propre clé.',
  'options.setupCode': 'Code de configuration',
  'options.byHand': 'Saisir plutôt le point de terminaison et la clé',
  'options.endpoint': 'Point de terminaison',
  'options.key': 'Clé',
  'options.key.bad': 'Saisissez la clé. Elle commence par genkan_.',
  'options.name': 'Nom (facultatif)',
  'options.name.example': 'Production',
  'options.connect': 'Se connecter',
  'options.connecting': 'Connexion…',
  'options.connected': 'Connecté au compte {account} en tant que {member}.',
  'options.connections': 'Connexions',
  'options.connections.none': 'Aucune connexion pour le moment.',
  'options.connection.account': 'Compte {account}',
  'options.connection.accountUnknown': 'Compte encore inconnu',
  'options.connection.inUse': 'Utilisée',
  'options.connection.use': 'Utiliser {name}',
  'options.connection.test': 'Tester la connexion',
  'options.connection.testing': 'Test en cours…',
  'options.connection.remove': 'Supprimer',
  'options.connection.confirm':
    'Supprimer {name}\u00a0? Vous aurez besoin de son code de configuration pour l’ajouter de nouveau.',
  'options.connection.keep': 'Conserver',
  'options.connection.newKey': 'Clé de {name}',
  'options.connection.saveKey': 'Enregistrer la clé',
  'options.connection.managed': 'De votre organisation',
  'options.connection.keyMissing': 'Il manque encore une clé.',
  'options.test.ok':
    'Cela fonctionne. Vous êtes {member}\u00a0; compte {account}. Ce réseau ({addresses}) est autorisé.',
  'options.test.denied':
    'Cela fonctionne. Vous êtes {member}\u00a0; compte {account}. Ce réseau ({addresses}) n’est pas encore autorisé.',
  'options.prompt': 'Quand Genkan doit-il vous avertir\u00a0?',
  'options.prompt.refused': 'Quand AWS refuse quelque chose',
  'options.prompt.refused.help': 'Seulement dans ce cas.',
  'options.prompt.signin': 'Aussi à l’ouverture d’une page de connexion',
  'options.prompt.signin.help': 'Pour autoriser le réseau avant de saisir un mot de passe.',
  'options.prompt.automatic': 'Autoriser automatiquement',
  'options.prompt.automatic.help':
    'Sans question\u00a0: tout réseau depuis lequel vous utilisez AWS est autorisé immédiatement. Choisissez ceci seulement si votre équipe est d’accord.',
  'options.locked': 'Défini par votre organisation.',
  'options.language': 'Langue',
  'options.language.auto': 'Celle du navigateur',
  'options.backup': 'Exporter et importer',
  'options.backup.intro': 'Les exports contiennent les connexions et les choix, jamais les clés.',
  'options.export': 'Exporter',
  'options.import': 'Importer',
  'options.import.done':
    'Importation terminée. Connexions\u00a0: {count}. Saisissez la clé de chaque nouvelle connexion.',
  'options.setupCode.empty': 'Collez le code de configuration. Il commence par genkan1_.',
  'options.setupCode.cut_off':
    'Ce code de configuration est incomplet\u00a0: la fin manque. Copiez-le en entier, de genkan1_ jusqu’à la fin.',
  'options.setupCode.damaged':
    'Ce code de configuration contient une faute de frappe. Copiez-le de nouveau au lieu de le saisir.',
  'options.setupCode.other_version':
    'Ce code de configuration est destiné à une autre version de Genkan. Mettez à jour l’extension, ou demandez un nouveau code à votre administrateur.',
  'options.setupCode.key':
    'Ceci est une clé seule. Utilisez «\u00a0Saisir plutôt le point de terminaison et la clé\u00a0», ou demandez le code de configuration.',
  'options.setupCode.endpoint':
    'Ceci est un point de terminaison seul. Utilisez «\u00a0Saisir plutôt le point de terminaison et la clé\u00a0», ou demandez le code de configuration.',
  'options.setupCode.not_a_code': 'Ceci n’est pas un code de configuration. Il commence par genkan1_.',
  'options.endpoint.form': 'Saisissez une adresse comme https://example.com.',
  'options.endpoint.scheme': 'Saisissez une adresse qui commence par https://.',
  'options.endpoint.credentials':
    'Retirez de l’adresse le nom d’utilisateur et le mot de passe (avant le @).',
  'options.endpoint.query': 'Retirez de l’adresse tout ce qui suit\u00a0? ou #.',
  'options.leads.code': 'Ce code mène à {host} en tant que {member}.',
  'options.leads.key': 'La clé de {member} est envoyée à {host}.',
  'options.leads.same': '{where} Remplace la clé de {name}.',
  'options.notSaved': 'Rien n’a été enregistré. {problem}',
  'options.saveAnyway': 'Enregistrer quand même',
  'options.unauthorized':
    '{host} ne connaît pas cette clé. Comparez-la avec celle que vous avez reçue, ou demandez un nouveau code de configuration.',
  'options.savedUntested': '{name} est enregistrée, mais n’a pas pu être testée. {problem}',
  'options.sameAccount':
    '{host} indique gérer le compte {account}. Votre connexion {name} ({other}) gère déjà ce compte. Ajoutez celle-ci seulement si votre administrateur vous a indiqué {host}\u00a0: vos requêtes y seraient envoyées.',
  'options.sameAccount.add': 'Ajouter quand même',
  'options.replaced': 'La clé de {name} a été remplacée.',
  'options.pin':
    'Astuce\u00a0: épinglez Genkan à la barre d’outils depuis le menu en forme de pièce de puzzle.',
  'options.connection.keyGoesTo': 'La clé est envoyée à {host}.',
  'options.connection.keyManaged': 'Clé de votre organisation',
  'options.connection.rename': 'Renommer',
  'options.connection.newName': 'Nouveau nom',
  'options.connection.saveName': 'Enregistrer le nom',
  'options.connection.replaceKey': 'Remplacer la clé',
  'options.connection.rival':
    '{name} ({host}) mène au même compte, mais à un autre serveur. Supprimez celle qui n’est pas celle de votre équipe.',
  'options.connection.offered':
    'Ce serveur répond aussi à {host}, pour que vos adresses IPv4 et IPv6 soient vues toutes les deux. Votre clé n’y est envoyée que si vous êtes d’accord.',
  'options.connection.confirmEndpoint': 'Utiliser aussi ce point de terminaison',
  'options.unreadable':
    'Connexions enregistrées illisibles\u00a0: {count}. Elles sont conservées, et les autres fonctionnent.',
  'options.unreadable.remove': 'Supprimer les connexions illisibles',
  'options.notice': 'Un paramètre de votre organisation n’est pas utilisé\u00a0: {setting}. {reason}',
  'options.notice.entry':
    'Un paramètre de votre organisation n’est pas utilisé\u00a0: {setting}, entrée {entry}. {reason}',
  'options.notice.form': 'Il n’a pas la forme attendue.',
  'options.notice.setup_code': 'Son code de configuration est incomplet ou contient une faute de frappe.',
  'options.notice.endpoint':
    'Son point de terminaison est absent ou n’est pas une adresse qui commence par https://.',
  'options.notice.key': 'Sa clé n’est pas une clé de Genkan.',
  'options.notice.twice': 'Son point de terminaison figure déjà dans une entrée précédente.',
  'options.import.not_json': 'Ce fichier n’est pas un export de Genkan.',
  'options.import.not_genkan': 'Ce fichier n’est pas un export de Genkan.',
  'options.import.newer':
    'Cet export vient d’une version plus récente de Genkan. Mettez à jour l’extension et réessayez.',
  'options.import.damaged': 'Cet export de Genkan est endommagé. Rien n’a été importé. Exportez de nouveau.',
  'options.import.automatic':
    'Le fichier indique aussi «\u00a0Autoriser automatiquement\u00a0». Votre choix a été conservé.',
  'options.import.automatic.choose': 'Autoriser automatiquement',
  'options.version': 'Version {version}',
  'options.help': 'Aide',
  'options.issues': 'Signaler un problème',
  'options.reminder': 'Avant la fin de l’accès',
  'options.reminder.on': 'Me prévenir 15 minutes avant',
  'options.reminder.help': 'Dans les pages d’AWS ouvertes, avec un bouton pour prolonger l’accès.',
  'options.history': 'Réseaux que vous avez autorisés',
  'options.history.intro':
    'Depuis cet appareil, du plus récent au plus ancien. Cette liste ne quitte jamais l’appareil.',
  'options.history.clear': 'Vider la liste',
  'options.history.active': 'Autorisé maintenant',
  'options.history.expired': 'Terminé comme prévu',
  'options.history.ended': 'Terminé par vous',
  'options.history.early': 'Terminé avant l’heure',
  'options.connected.accounts': 'Connecté en tant que {member}. Comptes\u00a0: {accounts}.',
  'options.test.accounts':
    'Cela fonctionne. Vous êtes {member}\u00a0; comptes\u00a0: {accounts}. Ce réseau ({addresses}) est autorisé dans {allowed} sur {total}.',
};
