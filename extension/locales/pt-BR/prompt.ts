import type { PromptWords } from '../en/prompt.ts';

/** Brazilian Portuguese. The prompt, and the toolbar button: what the background says. Not yet read by a native speaker. */
export const prompt: PromptWords = {
  'prompt.asking.title': 'A AWS está recusando esta rede',
  'prompt.asking.text':
    'Esta conta só funciona em redes que sua equipe permitiu, e esta ainda não é uma delas.',
  'prompt.signin.title': 'Esta rede ainda não é permitida',
  'prompt.signin.text':
    'Permita-a antes de fazer login: esta conta só funciona em redes que sua equipe permitiu.',
  'prompt.allowing.title': 'Permitindo esta rede…',
  'prompt.propagating.title': 'Esta rede é permitida',
  'prompt.propagating.text': 'A AWS costuma precisar de alguns segundos para aplicar a mudança.',
  'prompt.propagating.label': 'Aguardando a AWS',
  'prompt.ready.title': 'Esta rede é permitida',
  'prompt.ready.text': 'Recarregue a página para continuar.',
  'prompt.ready.signin': 'Você já pode fazer login.',
  'prompt.done.title': 'A AWS está disponível novamente',
  'prompt.done.text': 'Esta rede é permitida.',
  'prompt.explained.title': 'A AWS ainda recusa o acesso',
  'prompt.explained.text': 'O Genkan permitiu esta rede, então a causa provavelmente é uma destas:',
  'prompt.explained.time':
    'A AWS ainda não aplicou a mudança. Isso pode levar até um minuto: recarregue a página mais uma vez.',
  'prompt.explained.egress':
    'Uma VPN ou um proxy envia seu tráfego para a AWS por um endereço diferente de {addresses}. Desative-o, ou peça que esse endereço seja permitido.',
  'prompt.explained.policy': 'Outra política nega isto, seja qual for a sua rede: fale com o administrador.',
  'prompt.explained.namedPolicy':
    'A AWS indica outra política, {policy}, que o Genkan não gerencia. Fale com o administrador.',
  'prompt.explained.connection':
    'Esta página pertence a uma conta diferente de “{connection}”. Escolha a conexão certa no Genkan.',
  'prompt.explained.cloudshell':
    'Serviços que agem por você, como o CloudFormation, usam endereços da própria AWS, que não podem ser permitidos.',
  'prompt.explained.other': 'O Genkan permitiu esta rede, mas outra coisa nega isto:',
  'prompt.explained.kind':
    'A AWS indica que uma política do tipo {kind} nega isto, seja qual for a sua rede. Fale com o administrador.',
  'prompt.problem.title': 'Não foi possível permitir esta rede',
  'prompt.unknown.title': 'O Genkan não consegue verificar esta rede',
  'prompt.interrupted': 'O navegador interrompeu o Genkan antes do fim. Permita a rede novamente.',
  'prompt.choose.title': 'Qual conta você quer usar?',
  'prompt.choose.text':
    'O Genkan não sabe a qual conta esta página pertence. Esta rede ainda não é permitida em:',
  'prompt.allowing.text': 'Isso costuma levar alguns segundos.',
  'prompt.cancelling.text': 'É tarde demais para cancelar. Você poderá encerrar o acesso em instantes.',
  'prompt.tooLate.title': 'Esta rede foi permitida',
  'prompt.tooLate.text': '“Agora não” chegou tarde demais. Você pode encerrar o acesso.',
  'prompt.family.text': '{allowed} é permitido, {denied} não é.',
  'prompt.rotating.title': 'O endereço desta rede muda o tempo todo',
  'prompt.rotating.text': 'O Genkan permitiu {granted}, mas agora vê o endereço {seen}.',
  'prompt.rotating.help':
    'Permitir um endereço após o outro não ajuda. Peça ao administrador que permita a faixa de endereços desta rede, ou use uma rede ou VPN com endereço fixo.',
  'prompt.ending.title': 'O acesso à AWS termina em {left}',
  'prompt.ending.text': 'Prorrogue agora para continuar trabalhando.',
  'prompt.updated.title': 'O Genkan foi atualizado',
  'prompt.updated.text': 'Recarregue esta guia para usá-lo aqui novamente.',
  'prompt.fact.address': 'Endereço',
  'prompt.fact.until': 'Até',
  'prompt.fact.account': 'Conta',
  'prompt.fact.member': 'Membro',
  'until.withLeft': '{time} ({left})',
  'until.left.hours': '{hours}\u00a0h {minutes}\u00a0min',
  'until.left.minutes': '{minutes}\u00a0min',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan: esta rede é permitida',
  'badge.denied': 'Genkan: esta rede não é permitida',
  'badge.problem': 'Genkan: requer atenção',
  'prompt.asking.accounts': 'Um clique a permite em todas as suas contas.',
  'prompt.partly.title': 'Não foi possível permitir esta rede em {account}',
  'prompt.partly.text': 'Permitida em {allowed} de {total} contas.',
  'badge.partly': 'Genkan: esta rede é permitida em {allowed} de {total} contas',
  'action.endAccess': 'Encerrar o acesso',
  'action.keep': 'Manter',
  'action.moved': 'Mudei de rede',
  'action.notNow': 'Agora não',
  'action.reload': 'Recarregar',
  'action.extend': 'Prorrogar',
  'action.copy': 'Copiar relatório',
  'action.options': 'Abrir opções',
};
