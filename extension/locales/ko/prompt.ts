import type { PromptWords } from '../en/prompt.ts';

/** Korean. The prompt, and the toolbar button: what the background says. Not yet read by a native speaker. */
export const prompt: PromptWords = {
  'prompt.asking.title': 'AWS가 이 네트워크를 거부하고 있습니다',
  'prompt.asking.text':
    '이 계정은 팀이 허용한 네트워크에서만 사용할 수 있으며, 이 네트워크는 아직 허용되지 않았습니다.',
  'prompt.signin.title': '이 네트워크는 아직 허용되지 않았습니다',
  'prompt.signin.text':
    '로그인하기 전에 허용해 주세요. 이 계정은 팀이 허용한 네트워크에서만 사용할 수 있습니다.',
  'prompt.allowing.title': '네트워크를 허용하는 중…',
  'prompt.propagating.title': '이 네트워크가 허용되었습니다',
  'prompt.propagating.text': 'AWS에 반영되기까지 보통 몇 초가 걸립니다.',
  'prompt.propagating.label': 'AWS 반영을 기다리는 중',
  'prompt.ready.title': '이 네트워크가 허용되었습니다',
  'prompt.ready.text': '계속하려면 페이지를 새로 고침하세요.',
  'prompt.ready.signin': '이제 로그인할 수 있습니다.',
  'prompt.done.title': '이제 AWS를 사용할 수 있습니다',
  'prompt.done.text': '이 네트워크는 허용되어 있습니다.',
  'prompt.explained.title': 'AWS가 여전히 거부하고 있습니다',
  'prompt.explained.text': 'Genkan에서는 이 네트워크를 이미 허용했습니다. 다음 중 하나가 원인일 수 있습니다.',
  'prompt.explained.time':
    'AWS에 아직 반영되지 않았습니다. 최대 1분이 걸릴 수 있으니 한 번 더 새로 고침하세요.',
  'prompt.explained.egress':
    'VPN이나 프록시 때문에 AWS로 가는 트래픽이 {addresses}이(가) 아닌 다른 주소에서 나갑니다. 이를 끄거나 해당 주소의 허용을 요청하세요.',
  'prompt.explained.policy': '네트워크와 관계없이 다른 정책이 거부하고 있습니다. 관리자에게 문의하세요.',
  'prompt.explained.namedPolicy':
    'AWS가 Genkan에서 관리하지 않는 다른 정책 {policy}을(를) 표시했습니다. 관리자에게 문의하세요.',
  'prompt.explained.connection':
    '이 페이지는 “{connection}”과(와) 다른 계정의 페이지입니다. Genkan에서 올바른 연결을 선택하세요.',
  'prompt.explained.cloudshell':
    'CloudFormation처럼 작업을 대신 수행하는 서비스는 AWS의 자체 주소를 사용하므로 허용할 수 없습니다.',
  'prompt.explained.other': 'Genkan에서는 이 네트워크를 허용했지만 다른 원인으로 거부되었습니다.',
  'prompt.explained.kind':
    'AWS에 따르면 네트워크와 관계없이 {kind}이(가) 거부했습니다. 관리자에게 문의하세요.',
  'prompt.problem.title': '이 네트워크를 허용하지 못했습니다',
  'prompt.unknown.title': 'Genkan이 이 네트워크를 확인할 수 없습니다',
  'prompt.interrupted': '완료되기 전에 브라우저가 Genkan을 중지했습니다. 네트워크를 다시 허용하세요.',
  'prompt.choose.title': '어떤 계정을 사용하시겠습니까?',
  'prompt.choose.text':
    '이 페이지가 어느 계정의 것인지 Genkan이 알 수 없습니다. 이 네트워크가 아직 허용되지 않은 계정:',
  'prompt.allowing.text': '보통 몇 초가 걸립니다.',
  'prompt.cancelling.text': '지금은 중단할 수 없습니다. 잠시 후 액세스를 종료할 수 있습니다.',
  'prompt.tooLate.title': '이 네트워크가 허용되었습니다',
  'prompt.tooLate.text': '“나중에”를 너무 늦게 선택했습니다. 액세스를 종료할 수 있습니다.',
  'prompt.family.text': '{allowed}은(는) 허용되었지만 {denied}은(는) 허용되지 않았습니다.',
  'prompt.rotating.title': '이 네트워크는 주소가 계속 바뀝니다',
  'prompt.rotating.text': 'Genkan이 {granted}을(를) 허용했지만 지금은 {seen}에서 접속하고 있습니다.',
  'prompt.rotating.help':
    '주소를 하나씩 허용해도 해결되지 않습니다. 관리자에게 이 네트워크의 주소 범위를 허용해 달라고 요청하거나 주소가 고정된 네트워크 또는 VPN을 사용하세요.',
  'prompt.ending.title': 'AWS 액세스가 {left} 후에 종료됩니다',
  'prompt.ending.text': '계속 작업하려면 지금 연장하세요.',
  'prompt.updated.title': 'Genkan이 업데이트되었습니다',
  'prompt.updated.text': '여기서 다시 사용하려면 이 탭을 새로 고침하세요.',
  'prompt.fact.address': '주소',
  'prompt.fact.until': '종료',
  'prompt.fact.account': '계정',
  'prompt.fact.member': '구성원',
  'until.withLeft': '{time} ({left})',
  'until.left.hours': '{hours}시간\u00a0{minutes}분',
  'until.left.minutes': '{minutes}분',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan: 이 네트워크는 허용되어 있습니다',
  'badge.denied': 'Genkan: 이 네트워크는 허용되지 않았습니다',
  'badge.problem': 'Genkan: 확인이 필요합니다',
  'prompt.asking.accounts': '한 번 클릭하면 사용자의 모든 계정에서 허용됩니다.',
  'prompt.partly.title': '{account}에서 이 네트워크를 허용하지 못했습니다',
  'prompt.partly.text': '계정 {total}개 중 {allowed}개에서 허용되어 있습니다.',
  'badge.partly': 'Genkan: 이 네트워크는 계정 {total}개 중 {allowed}개에서 허용되어 있습니다',
  'action.endAccess': '액세스 종료',
  'action.keep': '유지',
  'action.moved': '네트워크를 바꿨습니다',
  'action.notNow': '나중에',
  'action.reload': '새로 고침',
  'action.extend': '연장',
  'action.copy': '보고서 복사',
  'action.options': '설정 열기',
};
