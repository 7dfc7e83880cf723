import { type Concern, readPolicy, reviewPolicy, type StatementName } from '@genkan/shared/policy';

/** A concern in words, and what to do about it. */
export interface Advice {
  readonly message: string;
  readonly fix: string;
}

/** What a review of the policy finds, in words. Nothing for a document that cannot be edited. */
export function describeConcerns(
  document: string,
  options: { readonly sids?: readonly string[] | undefined } = {},
): readonly Advice[] {
  const concerns = reviewPolicy(document, options);
  const setSids = describeSids(document, concerns, options);
  return concerns.map((concern) => describe(concern, setSids));
}

function describe(concern: Concern, setSids: string): Advice {
  const statement = nameStatement(concern.statement);
  switch (concern.kind) {
    case 'stricter-allowlist':
      return {
        message: `${statement} has a stricter allowlist than ${lowerCase(nameStatement(concern.than))}: it lacks ${shorten(concern.lacks)}. A grant adds the member's address to both, so it opens what ${lowerCase(statement)} protects.`,
        fix: concern.isAboutEverything
          ? 'Every request must pass both lists, so a grant has to open both. Make the lists equal, or leave them if they are meant to differ.'
          : setSids,
      };
    case 'blocklist':
      return {
        message: `${statement} denies ${shorten(concern.values)} by itself. A member at such an address stays denied, with a lease or without.`,
        fix: 'Take out of it what members may come from. Leave it as it is if these addresses are to stay denied.',
      };
    case 'excluded-allowlist':
      return {
        message: `${statement} denies everything outside its own allowlist, and GENKAN_SIDS leaves it out: a grant has no effect.`,
        fix: 'Add its Sid to GENKAN_SIDS, or limit the statement to some actions.',
      };
    case 'allow-by-address':
      return {
        message: `${statement} allows its actions only from ${shorten(concern.values)}. A leased address passes the Deny, and this statement allows it nothing.`,
        fix: 'Remove the address condition from that Allow: the Deny keeps other addresses out.',
      };
  }
}

/** How to keep the stricter allowlists out: by the Sids of the others. */
function describeSids(
  document: string,
  concerns: readonly Concern[],
  options: { readonly sids?: readonly string[] | undefined },
): string {
  const reading = readPolicy(document, options);
  const strict = new Set(
    concerns.flatMap(({ kind, statement }) => (kind === 'stricter-allowlist' ? [statement.statement] : [])),
  );
  const others = reading.ok
    ? reading.policy.allowlists.filter((allowlist) => !strict.has(allowlist.statement))
    : [];
  const sids = others.flatMap(({ sid }) => (sid ? [sid] : []));
  return sids.length > 0 && sids.length === others.length
    ? `To keep it as strict as it is, set GENKAN_SIDS=${sids.join(',')}, for the backend too (deploy with ${sids.map((sid) => `--sid ${sid}`).join(' ')}).`
    : 'To keep it as strict as it is, give every statement a Sid and set GENKAN_SIDS to those that grants may open, for the backend too (deploy with --sid).';
}

/** `Statement 2 (Bastion)` */
export function nameStatement({ statement, sid }: StatementName): string {
  return `Statement ${statement}${sid === undefined ? '' : ` (${sid})`}`;
}

function lowerCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function shorten(values: readonly string[]): string {
  const shown = values.slice(0, 5).join(', ');
  return values.length > 5 ? `${shown} and ${values.length - 5} more` : shown;
}
