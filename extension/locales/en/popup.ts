/** English. The popup; the other pages show its problems and actions too. */
export const popup = {
  'prompt.label': 'Genkan',
  'action.allow': 'Allow this network',
  'action.notNow': 'Not now',
  'action.allowFor': 'Allow for {account}',
  'action.extend': 'Extend',
  'action.endAccess': 'End access now',
  'action.keep': 'Keep it',
  'action.moved': 'I changed networks',
  'action.reload': 'Reload',
  'action.retry': 'Try again',
  'action.close': 'Close',
  'action.copy': 'Copy report',
  'action.copied': 'Copied',
  'action.options': 'Open options',
  'problem.offline': 'This computer is offline. Connect it and try again.',
  'problem.unreachable':
    'Genkan’s server cannot be reached. If this network has a sign-in page, sign in there first. Otherwise check the endpoint in the options, or try again in a moment.',
  'problem.slow': 'Genkan’s server did not respond in time. Try again in a moment.',
  'problem.not_genkan':
    'Something other than Genkan responded. If this network has a sign-in page, as in a hotel or café, sign in there first. Otherwise check the endpoint in the options.',
  'problem.unauthorized': 'Your key is not known any more. Ask your administrator for a new setup code.',
  'problem.invalid_request':
    'Genkan’s server did not understand this version of the extension. Update it and try again.',
  'problem.not_found': 'There is no Genkan at this address. Check the endpoint in the options.',
  'problem.address_blocked':
    'Another statement of your team’s policy denies this address, and allowing it in Genkan does not change that. If AWS denies your access, ask your administrator.',
  'problem.baseline_invalid':
    'Your team’s basic policy is missing or broken, so nothing was changed. Tell your administrator.',
  'problem.policy_unsupported':
    'Your team’s policy has a form that cannot be edited safely, so nothing was changed. Tell your administrator.',
  'problem.policy_full':
    'The policy has no room for another address. End a lease you do not need, or try again later.',
  'problem.policy_full_until':
    'The policy has no room for another address until {time}. End a lease you do not need, or try again then.',
  'problem.payload_too_large': 'Genkan’s server refused the request because it is too large.',
  'problem.address_not_public':
    'Genkan sees a private address, so there is nothing to allow. Turn off the VPN or proxy in between, or tell your administrator.',
  'problem.proxy_in_front':
    'A proxy or CDN in front of Genkan’s server hides the address of this network, so nothing was changed. Tell your administrator.',
  'problem.rate_limited': 'Too many requests. Wait a moment and try again.',
  'problem.internal':
    'Something went wrong in Genkan’s server. Try again, and tell your administrator if it stays.',
  'problem.aws_unavailable': 'AWS did not respond to Genkan. Try again in a moment.',
  'problem.iam_refused':
    'AWS does not let Genkan itself change the policy, so nothing was changed. Tell your administrator.',
  'problem.policy_missing':
    'The policy Genkan works on does not exist, so nothing was changed. Tell your administrator.',
  'problem.storage_refused':
    'Genkan’s own storage cannot be used, so nothing was changed. Tell your administrator.',
  'problem.busy': 'Another change is in progress. Try again in a few seconds.',
  'popup.setup.title': 'Welcome to Genkan',
  'popup.setup.text': 'Paste the setup code your administrator gave you, and Genkan is ready.',
  'popup.setup.action': 'Set up',
  'popup.checking': 'Checking this network…',
  'popup.allowed': 'This network is allowed',
  'popup.denied': 'This network is not allowed',
  'popup.problem': 'Status unknown',
  'popup.by.baseline': 'One of your team’s own networks',
  'popup.by.lease': 'Allowed by you',
  'popup.by.leaseOther': 'Allowed by a colleague',
  'popup.by.manual': 'Added by an administrator',
  'popup.why': '{reason}. Until {time} ({left})',
  'popup.why.noEnd': '{reason}. No end',
  'popup.left.hours': '{hours}\u00a0h {minutes}\u00a0min left',
  'popup.left.minutes': '{minutes}\u00a0min left',
  'popup.left.ended': 'ended',
  'popup.for': 'For how long',
  'popup.for.reset': 'Until {time}',
  'popup.for.minutes': '{minutes} minutes',
  'popup.for.hour': '1 hour',
  'popup.for.hours': '{hours} hours',
  'popup.label': 'Name for this network (optional)',
  'popup.label.example': 'Home',
  'popup.allowing': 'Allowing…',
  'popup.extend': 'Extend until {time}',
  'popup.end': 'End now',
  'popup.ending': 'Ending…',
  'popup.others': 'My other networks',
  'popup.others.end': 'End',
  'popup.connection': 'Connection',
  'popup.options': 'Options',
  'popup.refresh': 'Check again',
  'problem.withTime': '{problem} Earliest: {time}.',
  'problem.unreadable':
    'Genkan’s server responds, but the browser cannot read the response: the server is overloaded, this network asks you to sign in first, or the endpoint is wrong. Try again in a minute.',
  'action.copyDetails': 'Copy details',
  'popup.ended': 'Access has ended',
  'popup.keep': 'Keep it allowed for me too',
  'popup.longest': 'This is as long as your team’s rules allow.',
  'popup.for.action': 'Allow until {time}',
  'popup.more': 'Duration and name',
  'popup.family.allowed': 'allowed',
  'popup.family.denied': 'not allowed',
  'access.missing': 'The browser does not let Genkan run on AWS’s pages, so it cannot see a denial there.',
  'access.allow': 'Allow on AWS’s pages',
  'until.midnight': 'midnight tonight',
  'until.tomorrow': '{time} tomorrow',
  'popup.recall': 'Show Genkan’s message on this page again',
  'popup.otherAccount': 'This page belongs to account {account}. None of your connections leads to it.',
} as const;

export type PopupWords = Readonly<Record<keyof typeof popup, string>>;
