import type { PopupWords } from '../en/popup.ts';

/** Brazilian Portuguese. The popup; problems and actions are said by the other pages too. Not yet read by a native speaker. */
export const popup: PopupWords = {
  'prompt.label': 'Genkan',
  'action.allow': 'Permitir esta rede',
  'action.allowFor': 'Permitir em {account}',
  'action.retry': 'Tentar novamente',
  'action.close': 'Fechar',
  'action.copied': 'Copiado',
  'problem.offline': 'Este computador está offline. Conecte-o e tente novamente.',
  'problem.unreachable':
    'Não é possível acessar o servidor do Genkan. Se esta rede tem uma página de login, faça login nela primeiro. Caso contrário, verifique o endpoint nas opções, ou tente novamente em instantes.',
  'problem.slow': 'O servidor do Genkan não respondeu a tempo. Tente novamente em instantes.',
  'problem.not_genkan':
    'Algo que não é o Genkan respondeu. Se esta rede tem uma página de login, como em um hotel ou café, faça login nela primeiro. Caso contrário, verifique o endpoint nas opções.',
  'problem.unauthorized':
    'Sua chave não é mais reconhecida. Peça um novo código de configuração ao administrador.',
  'problem.invalid_request':
    'O servidor do Genkan não entende esta versão da extensão. Atualize-a e tente novamente.',
  'problem.not_found': 'Não há Genkan neste endereço. Verifique o endpoint nas opções.',
  'problem.address_blocked':
    'Outra instrução da política da sua equipe nega este endereço, e permiti-lo no Genkan não muda isso. Se a AWS negar seu acesso, fale com o administrador.',
  'problem.baseline_invalid':
    'A política base da sua equipe está ausente ou danificada. Nada foi alterado. Avise o administrador.',
  'problem.policy_unsupported':
    'A política da sua equipe tem um formato que não pode ser editado com segurança. Nada foi alterado. Avise o administrador.',
  'problem.policy_full':
    'A política não tem espaço para outro endereço. Encerre um acesso de que não precisa, ou tente mais tarde.',
  'problem.policy_full_until':
    'A política não tem espaço para outro endereço até {time}. Encerre um acesso de que não precisa, ou tente novamente depois disso.',
  'problem.payload_too_large': 'O servidor do Genkan recusou a solicitação porque ela é grande demais.',
  'problem.address_not_public':
    'O Genkan vê um endereço privado, então não há nada para permitir. Desative a VPN ou o proxy no caminho, ou avise o administrador.',
  'problem.proxy_in_front':
    'Um proxy ou CDN na frente do servidor do Genkan oculta o endereço desta rede. Nada foi alterado. Avise o administrador.',
  'problem.rate_limited': 'Solicitações demais. Aguarde um momento e tente novamente.',
  'problem.internal':
    'Ocorreu um erro no servidor do Genkan. Tente novamente e avise o administrador se o erro continuar.',
  'problem.aws_unavailable': 'A AWS não respondeu ao Genkan. Tente novamente em instantes.',
  'problem.iam_refused':
    'A AWS não permite que o próprio Genkan altere a política. Nada foi alterado. Avise o administrador.',
  'problem.policy_missing':
    'A política usada pelo Genkan não existe. Nada foi alterado. Avise o administrador.',
  'problem.storage_refused':
    'O armazenamento do Genkan não está disponível. Nada foi alterado. Avise o administrador.',
  'problem.busy': 'Outra alteração está em andamento. Tente novamente em alguns segundos.',
  'popup.setup.title': 'Boas-vindas ao Genkan',
  'popup.setup.text': 'Cole o código de configuração que o administrador lhe deu, e o Genkan estará pronto.',
  'popup.setup.action': 'Configurar',
  'popup.checking': 'Verificando esta rede…',
  'popup.allowed': 'Esta rede é permitida',
  'popup.denied': 'Esta rede não é permitida',
  'popup.problem': 'Status desconhecido',
  'popup.by.baseline': 'Uma rede da sua equipe',
  'popup.by.lease': 'Permitida por você',
  'popup.by.leaseOther': 'Permitida por outro membro',
  'popup.by.manual': 'Adicionada por um administrador',
  'popup.why': '{reason}. Até {time} ({left})',
  'popup.why.noEnd': '{reason}. Sem fim previsto',
  'popup.left.hours': 'restam {hours}\u00a0h {minutes}\u00a0min',
  'popup.left.minutes': 'restam {minutes}\u00a0min',
  'popup.left.ended': 'encerrado',
  'popup.for': 'Duração',
  'popup.for.reset': 'Até {time}',
  'popup.for.minutes': '{minutes} minutos',
  'popup.for.hour': '1 hora',
  'popup.for.hours': '{hours} horas',
  'popup.label': 'Nome desta rede (opcional)',
  'popup.label.example': 'Casa',
  'popup.allowing': 'Permitindo…',
  'popup.extend': 'Prorrogar até {time}',
  'popup.end': 'Encerrar agora',
  'popup.ending': 'Encerrando…',
  'popup.others': 'Minhas outras redes',
  'popup.others.end': 'Encerrar',
  'popup.connection': 'Conexão',
  'popup.options': 'Opções',
  'popup.refresh': 'Verificar novamente',
  'problem.withTime': '{problem} A partir de: {time}.',
  'problem.unreadable':
    'O servidor do Genkan responde, mas o navegador não pode ler a resposta: o servidor está sobrecarregado, esta rede exige login antes, ou o endpoint está errado. Tente novamente em um minuto.',
  'action.copyDetails': 'Copiar detalhes',
  'popup.ended': 'O acesso foi encerrado',
  'popup.keep': 'Permitir também para mim',
  'popup.longest': 'Este é o máximo que as regras da sua equipe permitem.',
  'popup.for.action': 'Permitir até {time}',
  'popup.more': 'Duração e nome',
  'popup.family.allowed': 'permitido',
  'popup.family.denied': 'não permitido',
  'access.missing':
    'O navegador mantém o Genkan fora das páginas da AWS. O Genkan não consegue ver uma recusa nelas.',
  'access.allow': 'Permitir nas páginas da AWS',
  'until.midnight': 'meia-noite de hoje',
  'until.tomorrow': 'amanhã {time}',
  'popup.recall': 'Mostrar novamente a mensagem do Genkan nesta página',
  'popup.otherAccount': 'Esta página pertence à conta {account}. Nenhuma das suas conexões leva a ela.',
  'accounts.problem': '{accounts}: {problem}',
  'action.retryFor': 'Tentar novamente: {accounts}',
  'popup.partly': 'Permitida em {allowed} de {total} contas',
  'popup.accounts': 'Contas',
  'popup.account.allowed': 'permitida',
  'popup.account.until': 'permitida até {time}',
  'popup.account.denied': 'não permitida',
  'popup.account.unknown': 'status desconhecido',
  'popup.account.allow': 'Permitir',
  'popup.allowAll': 'Permitir em todas as contas até {time}',
  'popup.notEnded':
    'O acesso ainda não terminou em {accounts}. O Genkan o encerra assim que puder. {problem}',
};
