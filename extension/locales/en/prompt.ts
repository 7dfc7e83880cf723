/** English. The prompt, and the toolbar button: what the background shows. */
export const prompt = {
  'prompt.asking.title': 'AWS denies access from this network',
  'prompt.asking.text':
    'This account only works from networks your team has allowed, and this one is not among them yet.',
  'prompt.signin.title': 'This network is not allowed yet',
  'prompt.signin.text':
    'Allow it before you sign in: this account only works from networks your team has allowed.',
  'prompt.allowing.title': 'Allowing this network…',
  'prompt.propagating.title': 'This network is allowed',
  'prompt.propagating.text': 'AWS usually needs a few seconds to apply this.',
  'prompt.propagating.label': 'Waiting for AWS',
  'prompt.ready.title': 'This network is allowed',
  'prompt.ready.text': 'Reload the page to continue.',
  'prompt.ready.signin': 'You can sign in now.',
  'prompt.done.title': 'AWS allows access again',
  'prompt.done.text': 'This network is allowed.',
  'prompt.explained.title': 'AWS still denies access',
  'prompt.explained.text': 'Genkan has allowed this network, so the cause is probably one of these:',
  'prompt.explained.time':
    'AWS does not use the new policy yet. That can take up to a minute: reload once more.',
  'prompt.explained.egress':
    'A VPN or proxy sends your traffic to AWS out through another address than {addresses}. Turn it off, or ask for its address to be allowed.',
  'prompt.explained.policy': 'Another policy denies this, whatever your network: ask your administrator.',
  'prompt.explained.namedPolicy':
    'AWS names another policy, {policy}, which Genkan does not manage. Ask your administrator.',
  'prompt.explained.connection':
    'This page belongs to another account than “{connection}”. Choose the right connection in Genkan.',
  'prompt.explained.cloudshell':
    'Services that act for you, such as CloudFormation, use addresses of AWS’s own, which cannot be allowed.',
  'prompt.explained.other': 'Genkan has allowed this network, but something else denies this:',
  'prompt.explained.kind':
    'AWS says that a {kind} denies this, whatever your network. Ask your administrator.',
  'prompt.problem.title': 'This network could not be allowed',
  'prompt.unknown.title': 'Genkan cannot check this network',
  'prompt.interrupted': 'The browser stopped Genkan before it was done. Allow the network again.',
  'prompt.choose.title': 'Which account do you want to use?',
  'prompt.choose.text':
    'Genkan does not know which account this page belongs to. This network is not allowed yet in:',
  'prompt.allowing.text': 'This usually takes a few seconds.',
  'prompt.cancelling.text': 'It is too late to stop this. You can end access in a moment.',
  'prompt.tooLate.title': 'This network was allowed',
  'prompt.tooLate.text': '“Not now” came too late to stop it. You can end access again.',
  'prompt.family.text': '{allowed} is allowed, {denied} is not.',
  'prompt.rotating.title': 'This network keeps changing its address',
  'prompt.rotating.text': 'Genkan allowed {granted}, but now sees you come from {seen}.',
  'prompt.rotating.help':
    'Allowing one address after the other does not help. Ask your administrator to allow this network’s address range, or use a network or VPN with a fixed address.',
  'prompt.ending.title': 'Access to AWS ends in {left}',
  'prompt.ending.text': 'Extend it now to keep working.',
  'prompt.updated.title': 'Genkan was updated',
  'prompt.updated.text': 'Reload this tab to use it here again.',
  'prompt.fact.address': 'Address',
  'prompt.fact.until': 'Until',
  'prompt.fact.account': 'Account',
  'prompt.fact.member': 'Member',
  'until.withLeft': '{time} ({left})',
  'until.left.hours': '{hours}\u00a0h {minutes}\u00a0min',
  'until.left.minutes': '{minutes}\u00a0min',
  'badge.unknown': 'Genkan',
  'badge.allowed': 'Genkan: this network is allowed',
  'badge.denied': 'Genkan: this network is not allowed',
  'badge.problem': 'Genkan: needs attention',
  'prompt.asking.accounts': 'One click allows it in all your accounts.',
  'prompt.partly.title': 'This network could not be allowed in {account}',
  'prompt.partly.text': 'Allowed in {allowed} of {total} accounts.',
  'badge.partly': 'Genkan: this network is allowed in {allowed} of {total} accounts',
  'action.endAccess': 'End access now',
  'action.keep': 'Keep it',
  'action.moved': 'I changed networks',
  'action.notNow': 'Not now',
  'action.reload': 'Reload',
  'action.extend': 'Extend',
  'action.copy': 'Copy report',
  'action.options': 'Open options',
} as const;

export type PromptWords = Readonly<Record<keyof typeof prompt, string>>;
