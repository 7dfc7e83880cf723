import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as v from 'valibot';
import { bundleConsole } from './bundle.ts';
import { CATALOG } from './catalog.ts';
import { evaluate } from './evaluate.ts';
import { type Answer, callSchema } from './protocol.ts';
import { type PolicyType, wording } from './wording.ts';

/** How this AWS account behaves; tests change it while the console runs. */
export interface ConsoleSettings {
  /** Whether messages name the policy that denied, as services do since January 2026, one by one. */
  namePolicy: boolean;
  /** Console authorization (June 2026): sign-in itself evaluates the policy. */
  signInFence: boolean;
  /** Another policy that denies everything, whatever the address. */
  otherDeny: { readonly policyType: PolicyType; readonly policyArn?: string } | undefined;
  /** Actions that are served from everywhere, as if the policy's Deny left them out. */
  servedEverywhere: readonly string[];
}

export interface ConsoleDependencies {
  readonly accountId: string;
  readonly policyArn: string;
  readonly settings: ConsoleSettings;
  /** The address AWS sees the visitor come from. */
  sourceIp(): string;
  /** The policy document that AWS enforces at this moment. */
  enforcedDocument(): Promise<string>;
}

/** Strict, so that an extension that depends on the page's own permissions fails a test. */
const SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; frame-src 'self' https://*.console.aws.amazon.com; form-action 'self'; base-uri 'none'";

/** The stand-in AWS console as a web application, for every console and sign-in host. */
export async function createConsole(dependencies: ConsoleDependencies): Promise<Hono> {
  const bundle = await bundleConsole();
  const app = new Hono();
  app.post('/api/call', async (context) => {
    const request = v.parse(callSchema, await context.req.json());
    return context.json(await answer(request, dependencies, new URL(context.req.url).hostname));
  });
  app.get('/assets/:name', (context) => {
    const path = context.req.path;
    const asset = bundle.get(path);
    if (asset === undefined) return context.notFound();
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'font/woff2';
    return context.body(new Uint8Array(asset), 200, {
      'content-type': type,
      'cache-control': 'max-age=31536000, immutable',
    });
  });
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.get('*', (context) =>
    context.html(page(dependencies, new URL(context.req.url).hostname), 200, {
      'content-security-policy': SECURITY_POLICY,
      'cache-control': 'no-store',
    }),
  );
  return app;
}

async function answer(
  request: v.InferOutput<typeof callSchema>,
  { accountId, policyArn, settings, sourceIp, enforcedDocument }: ConsoleDependencies,
  host: string,
): Promise<Answer> {
  const signingIn = request.action === 'signin:Authenticate';
  const refuse = (policyType: PolicyType, arn: string | undefined): Answer => ({
    status: 'refused',
    denial: wording(request.style, {
      userArn: `arn:aws:iam::${accountId}:user/hanako`,
      action: request.action,
      resource: request.resource,
      policyType,
      policyArn: settings.namePolicy ? arn : undefined,
      requestId: randomUUID(),
    }),
  });
  // Where several policies deny, AWS names only one of them.
  const other = settings.otherDeny;
  const served = (): Answer => ({ status: 'served', rows: [...(CATALOG[request.action] ?? [])] });
  if (settings.servedEverywhere.includes(request.action)) return served();
  if (other !== undefined && !signingIn) return refuse(other.policyType, other.policyArn);
  if (!signingIn || settings.signInFence) {
    const verdict = evaluate(await enforcedDocument(), { ...request, sourceIp: sourceIp() });
    if (verdict.denied) return refuse('identity-based policy', policyArn);
  }
  if (signingIn) return { status: 'served', rows: [{ Location: consoleHome(host) }] };
  return served();
}

/** Sign-in on `us-east-1.signin.…` leads to the same region's console, any other to the default region's. */
function consoleHome(host: string): string {
  const region = /^([a-z]{2}-[a-z]+-\d)\./.exec(host)?.[1] ?? 'us-east-1';
  return `https://${region}.console.aws.amazon.com/console/home`;
}

/** As on the real console, `awsc-session-data` names the account and the session; the sign-in page has none. */
function page({ accountId }: ConsoleDependencies, host: string): string {
  const session = JSON.stringify({
    accountId,
    sessionARN: `arn:aws:iam::${accountId}:user/hanako`,
    infrastructureRegion: 'us-east-1',
  }).replaceAll('"', '&quot;');
  const signIn = /(^|\.)signin\./.test(host);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${signIn ? '' : `<meta name="awsc-session-data" content="${session}">`}
<title>${signIn ? 'Amazon Web Services Sign-In' : 'AWS Console'}</title>
<link rel="stylesheet" href="/assets/main.css">
</head>
<body><div id="app"></div><script type="module" src="/assets/main.js"></script></body>
</html>`;
}
