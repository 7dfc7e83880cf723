import { AwsError } from '../aws-error.ts';
import type { Environment } from '../environment.ts';
import { Policies } from '../iam/policies.ts';
import type { WireRequest } from '../wire.ts';

/** A role that another account's principals assume. */
export interface SandboxRole {
  /** With its path, for example `genkan/backend`. */
  readonly name: string;
  /** What its trust policy demands as `sts:ExternalId`. */
  readonly externalId?: string;
  /** The policies that the role may edit, by ARN. */
  readonly policies: readonly string[];
}

interface Session {
  readonly accountId: string;
  readonly role: SandboxRole;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The accounts of the sandbox: the deployment's own, and others that its roles lead to. */
export class Accounts {
  readonly own: Policies;
  /** The longest session, in seconds; a longer `DurationSeconds` is cut. */
  longestSession = Number.POSITIVE_INFINITY;
  readonly #environment: Environment;
  readonly #accounts = new Map<string, Policies>();
  readonly #roles = new Map<string, { readonly accountId: string; readonly role: SandboxRole }>();
  readonly #sessions = new Map<string, Session>();

  constructor(own: Policies, environment: Environment) {
    this.own = own;
    this.#environment = environment;
    this.#accounts.set(own.accountId, own);
  }

  /** Another account; the same again for the same id. */
  account(id: string): Policies {
    const known = this.#accounts.get(id);
    if (known) return known;
    const account = new Policies(id, this.#environment);
    this.#accounts.set(id, account);
    return account;
  }

  /** Creates or replaces a role; returns its ARN. */
  putRole(accountId: string, role: SandboxRole): string {
    this.account(accountId);
    const arn = `arn:aws:iam::${accountId}:role/${role.name}`;
    this.#roles.set(arn, { accountId, role });
    return arn;
  }

  /**
   * Opens a session of a role.
   * @throws {AwsError} `AccessDenied` 403 for a role that does not exist, and for another external id: the error is the same
   */
  assumeRole(roleArn: string, externalId: string | undefined, seconds: number) {
    const found = this.#roles.get(roleArn);
    if (!found || (found.role.externalId !== undefined && found.role.externalId !== externalId)) {
      throw new AwsError(
        'AccessDenied',
        403,
        `User: arn:aws:iam::${this.own.accountId}:user/sandbox-admin is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      );
    }
    const id = Buffer.from(this.#environment.randomBytes(8)).toString('hex').toUpperCase();
    const accessKeyId = `ASIA${id}`;
    const expiresAt = this.#environment.now() + Math.min(seconds, this.longestSession) * 1000;
    this.#sessions.set(accessKeyId, { ...found, expiresAt });
    return { accessKeyId, secretAccessKey: `secret-of-${id}`, sessionToken: `token-of-${id}`, expiresAt };
  }

  /**
   * The account of the caller, by the access key in the signature.
   * @throws {AwsError} `ExpiredToken` 403; `AccessDenied` 403 when the caller's role may not edit this policy
   */
  policiesOf(request: WireRequest, policyArn: string | undefined): Policies {
    const key = /Credential=([^/]+)\//.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
    const session = this.#sessions.get(key);
    if (!session) return this.own;
    if (session.expiresAt <= this.#environment.now()) {
      throw new AwsError('ExpiredToken', 403, 'The security token included in the request is expired');
    }
    if (policyArn !== undefined && !session.role.policies.includes(policyArn)) {
      throw new AwsError(
        'AccessDenied',
        403,
        `User: arn:aws:sts::${session.accountId}:assumed-role/${session.role.name.split('/').at(-1)}/genkan is not authorized to perform this operation on resource: policy ${policyArn}`,
      );
    }
    return this.account(session.accountId);
  }
}
