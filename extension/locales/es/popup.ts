import type { PopupWords } from '../en/popup.ts';

/** Spanish. The popup; problems and actions are said by the other pages too. Not yet read by a native speaker. */
export const popup: PopupWords = {
  'prompt.label': 'Genkan',
  'action.allow': 'Permitir esta red',
  'action.allowFor': 'Permitir en {account}',
  'action.retry': 'Reintentar',
  'action.close': 'Cerrar',
  'action.copied': 'Copiado',
  'problem.offline': 'Este equipo no tiene conexión. Conéctelo e inténtelo otra vez.',
  'problem.unreachable':
    'No se puede acceder al servidor de Genkan. Si esta red tiene una página de inicio de sesión, inicie sesión allí primero. Si no, compruebe el punto de enlace en las opciones, o inténtelo otra vez en un momento.',
  'problem.slow': 'El servidor de Genkan no respondió a tiempo. Inténtelo otra vez en un momento.',
  'problem.not_genkan':
    'Ha respondido algo que no es Genkan. Si esta red tiene una página de inicio de sesión, como en un hotel o una cafetería, inicie sesión allí primero. Si no, compruebe el punto de enlace en las opciones.',
  'problem.unauthorized':
    'Su clave ya no se reconoce. Pida un nuevo código de configuración a su administrador.',
  'problem.invalid_request':
    'El servidor de Genkan no entiende esta versión de la extensión. Actualícela e inténtelo otra vez.',
  'problem.not_found':
    'No hay ningún Genkan en esta dirección. Compruebe el punto de enlace en las opciones.',
  'problem.address_blocked':
    'Otra instrucción de la política de su equipo deniega esta dirección, y permitirla en Genkan no lo cambia. Si AWS le deniega el acceso, consulte a su administrador.',
  'problem.baseline_invalid':
    'La política base de su equipo falta o está dañada. No se ha cambiado nada. Avise a su administrador.',
  'problem.policy_unsupported':
    'La política de su equipo tiene una forma que no se puede editar con seguridad. No se ha cambiado nada. Avise a su administrador.',
  'problem.policy_full':
    'La política no tiene espacio para otra dirección. Finalice un acceso que no necesite, o inténtelo más tarde.',
  'problem.policy_full_until':
    'La política no tiene espacio para otra dirección hasta {time}. Finalice un acceso que no necesite, o inténtelo entonces.',
  'problem.payload_too_large': 'El servidor de Genkan rechazó la solicitud porque es demasiado grande.',
  'problem.address_not_public':
    'Genkan ve una dirección privada, así que no hay nada que permitir. Desactive la VPN o el proxy intermedio, o avise a su administrador.',
  'problem.proxy_in_front':
    'Un proxy o una CDN delante del servidor de Genkan oculta la dirección de esta red. No se ha cambiado nada. Avise a su administrador.',
  'problem.rate_limited': 'Demasiadas solicitudes. Espere un momento e inténtelo otra vez.',
  'problem.internal':
    'Se ha producido un error en el servidor de Genkan. Inténtelo otra vez y, si continúa, avise a su administrador.',
  'problem.aws_unavailable': 'AWS no respondió a Genkan. Inténtelo otra vez en un momento.',
  'problem.iam_refused':
    'AWS no permite que Genkan cambie la política. No se ha cambiado nada. Avise a su administrador.',
  'problem.policy_missing':
    'La política con la que trabaja Genkan no existe. No se ha cambiado nada. Avise a su administrador.',
  'problem.storage_refused':
    'El almacenamiento de Genkan no está disponible. No se ha cambiado nada. Avise a su administrador.',
  'problem.busy': 'Hay otro cambio en curso. Inténtelo otra vez en unos segundos.',
  'popup.setup.title': 'Bienvenido a Genkan',
  'popup.setup.text': 'Pegue el código de configuración que le dio su administrador, y Genkan estará listo.',
  'popup.setup.action': 'Configurar',
  'popup.checking': 'Comprobando esta red…',
  'popup.allowed': 'Esta red está permitida',
  'popup.denied': 'Esta red no está permitida',
  'popup.problem': 'Estado desconocido',
  'popup.by.baseline': 'Una red de su equipo',
  'popup.by.lease': 'Permitida por usted',
  'popup.by.leaseOther': 'Permitida por otro miembro',
  'popup.by.manual': 'Añadida por un administrador',
  'popup.why': '{reason}. Hasta {time} ({left})',
  'popup.why.noEnd': '{reason}. Sin fin previsto',
  'popup.left.hours': 'quedan {hours}\u00a0h {minutes}\u00a0min',
  'popup.left.minutes': 'quedan {minutes}\u00a0min',
  'popup.left.ended': 'finalizado',
  'popup.for': 'Duración',
  'popup.for.reset': 'Hasta: {time}',
  'popup.for.minutes': '{minutes} minutos',
  'popup.for.hour': '1 hora',
  'popup.for.hours': '{hours} horas',
  'popup.label': 'Nombre de esta red (opcional)',
  'popup.label.example': 'Casa',
  'popup.allowing': 'Permitiendo…',
  'popup.extend': 'Ampliar hasta: {time}',
  'popup.end': 'Finalizar ahora',
  'popup.ending': 'Finalizando…',
  'popup.others': 'Mis otras redes',
  'popup.others.end': 'Finalizar',
  'popup.connection': 'Conexión',
  'popup.options': 'Opciones',
  'popup.refresh': 'Comprobar otra vez',
  'problem.withTime': '{problem} Como muy pronto: {time}.',
  'problem.unreadable':
    'El servidor de Genkan responde, pero el navegador no puede leer la respuesta: el servidor está sobrecargado, esta red pide antes un inicio de sesión, o el punto de enlace es incorrecto. Inténtelo otra vez en un minuto.',
  'action.copyDetails': 'Copiar detalles',
  'popup.ended': 'El acceso ha finalizado',
  'popup.keep': 'Permitirla también para mí',
  'popup.longest': 'Es el máximo que permiten las reglas de su equipo.',
  'popup.for.action': 'Permitir hasta: {time}',
  'popup.more': 'Duración y nombre',
  'popup.family.allowed': 'permitida',
  'popup.family.denied': 'no permitida',
  'access.missing':
    'El navegador impide que Genkan acceda a las páginas de AWS. Genkan no puede ver allí ninguna denegación.',
  'access.allow': 'Permitir en las páginas de AWS',
  'until.midnight': 'la medianoche de hoy',
  'until.tomorrow': 'mañana {time}',
  'popup.recall': 'Mostrar otra vez el mensaje de Genkan en esta página',
  'popup.otherAccount':
    'Esta página pertenece a la cuenta {account}. Ninguna de sus conexiones lleva a ella.',
  'accounts.problem': '{accounts}: {problem}',
  'action.retryFor': 'Reintentar: {accounts}',
  'popup.partly': 'Permitida en {allowed} de {total} cuentas',
  'popup.accounts': 'Cuentas',
  'popup.account.allowed': 'permitida',
  'popup.account.until': 'permitida hasta: {time}',
  'popup.account.denied': 'no permitida',
  'popup.account.unknown': 'estado desconocido',
  'popup.account.allow': 'Permitir',
  'popup.allowAll': 'Permitir en todas las cuentas hasta: {time}',
  'popup.notEnded':
    'El acceso todavía no ha terminado en {accounts}. Genkan lo finaliza en cuanto puede. {problem}',
};
