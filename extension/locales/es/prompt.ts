import type { PromptWords } from '../en/prompt.ts';

/** Spanish. The prompt, and the toolbar button: what the background says. Not yet read by a native speaker. */
export const prompt: PromptWords = {
  'prompt.asking.title': 'AWS rechaza esta red',
  'prompt.asking.text':
    'Esta cuenta solo funciona desde redes que su equipo ha permitido, y esta todavía no es una de ellas.',
  'prompt.signin.title': 'Esta red todavía no está permitida',
  'prompt.signin.text':
    'Permítala antes de iniciar sesión: esta cuenta solo funciona desde redes que su equipo ha permitido.',
  'prompt.allowing.title': 'Permitiendo esta red…',
  'prompt.propagating.title': 'Esta red está permitida',
  'prompt.propagating.text': 'AWS suele necesitar unos segundos para aplicarlo.',
  'prompt.propagating.label': 'Esperando a AWS',
  'prompt.ready.title': 'Esta red está permitida',
  'prompt.ready.text': 'Recargue la página para continuar.',
  'prompt.ready.signin': 'Ya puede iniciar sesión.',
  'prompt.done.title': 'AWS vuelve a estar disponible',
  'prompt.done.text': 'Esta red está permitida.',
  'prompt.explained.title': 'AWS sigue rechazando el acceso',
  'prompt.explained.text': 'Genkan ha permitido esta red, así que la causa es probablemente una de estas:',
  'prompt.explained.time':
    'AWS todavía no lo ha aplicado. Puede tardar hasta un minuto: recargue la página otra vez.',
  'prompt.explained.egress':
    'Una VPN o un proxy envía su tráfico a AWS desde una dirección distinta de {addresses}. Desactívelo, o pida que se permita esa dirección.',
  'prompt.explained.policy': 'Otra política lo deniega, sea cual sea su red: consulte a su administrador.',
  'prompt.explained.namedPolicy':
    'AWS indica otra política, {policy}, que Genkan no administra. Consulte a su administrador.',
  'prompt.explained.connection':
    'Esta página pertenece a una cuenta distinta de «{connection}». Elija la conexión correcta en Genkan.',
  'prompt.explained.cloudshell':
    'Los servicios que actúan por usted, como CloudFormation, usan direcciones propias de AWS, que no se pueden permitir.',
  'prompt.explained.other': 'Genkan ha permitido esta red, pero otra cosa lo deniega:',
  'prompt.explained.kind':
    'AWS indica que una política de tipo {kind} lo deniega, sea cual sea su red. Consulte a su administrador.',
  'prompt.problem.title': 'No se ha podido permitir esta red',
  'prompt.unknown.title': 'Genkan no puede comprobar esta red',
  'prompt.interrupted': 'El navegador detuvo Genkan antes de terminar. Permita la red otra vez.',
  'prompt.choose.title': '¿Qué cuenta quiere usar?',
  'prompt.choose.text':
    'Genkan no sabe a qué cuenta pertenece esta página. Esta red todavía no está permitida en:',
  'prompt.allowing.text': 'Suele tardar unos segundos.',
  'prompt.cancelling.text': 'Es demasiado tarde para cancelar. Podrá finalizar el acceso en un momento.',
  'prompt.tooLate.title': 'Se ha permitido esta red',
  'prompt.tooLate.text': '«Ahora no» llegó demasiado tarde. Puede finalizar el acceso.',
  'prompt.family.text': '{allowed} está permitida, {denied} no.',
  'prompt.rotating.title': 'La dirección de esta red cambia continuamente',
  'prompt.rotating.text': 'Genkan ha permitido {granted}, pero ahora ve la dirección {seen}.',
  'prompt.rotating.help':
    'Permitir una dirección tras otra no ayuda. Pida a su administrador que permita el rango de direcciones de esta red, o use una red o VPN con una dirección fija.',
  'prompt.ending.title': 'El acceso a AWS termina en {left}',
  'prompt.ending.text': 'Amplíelo ahora para seguir trabajando.',
  'prompt.updated.title': 'Genkan se ha actualizado',
  'prompt.updated.text': 'Recargue esta pestaña para volver a usarlo aquí.',
  'prompt.fact.address': 'Dirección',
  'prompt.fact.until': 'Hasta',
  'prompt.fact.account': 'Cuenta',
  'prompt.fact.member': 'Miembro',
  'until.withLeft': '{time} ({left})',
  'until.left.hours': '{hours}\u00a0h {minutes}\u00a0min',
  'until.left.minutes': '{minutes}\u00a0min',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan: esta red está permitida',
  'badge.denied': 'Genkan: esta red no está permitida',
  'badge.problem': 'Genkan: requiere atención',
  'prompt.asking.accounts': 'Un clic la permite en todas sus cuentas.',
  'prompt.partly.title': 'No se ha podido permitir esta red en {account}',
  'prompt.partly.text': 'Permitida en {allowed} de {total} cuentas.',
  'badge.partly': 'Genkan: esta red está permitida en {allowed} de {total} cuentas',
  'action.endAccess': 'Finalizar el acceso',
  'action.keep': 'Mantener',
  'action.moved': 'He cambiado de red',
  'action.notNow': 'Ahora no',
  'action.reload': 'Recargar',
  'action.extend': 'Ampliar',
  'action.copy': 'Copiar informe',
  'action.options': 'Abrir opciones',
};
