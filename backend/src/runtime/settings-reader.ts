import { type Cidr, parseCidr } from '@genkan/shared/address';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment is incomplete or wrong; the message names every variable and its fix. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Genkan cannot start:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

interface Rule {
  /** What to set the variable to, for the message. */
  readonly fix: string;
  readonly valid: (text: string) => boolean;
}

/** Reads variables and collects every problem, so that one error names all of them. */
export class SettingsReader {
  readonly #env: Environment;
  readonly #problems: string[] = [];

  constructor(env: Environment) {
    this.#env = env;
  }

  text(name: string, rule: Rule & { readonly fallback?: string }): string {
    const found = this.#value(name) ?? rule.fallback;
    if (found === undefined) this.#problems.push(`${name} is missing: ${rule.fix}.`);
    else this.#check(name, found, rule);
    return found ?? '';
  }

  optional(name: string, rule: Rule): string | undefined {
    const found = this.#value(name);
    if (found !== undefined) this.#check(name, found, rule);
    return found;
  }

  optionalUrl(name: string): string | undefined {
    return this.optional(name, { fix: 'set it to an https:// address, or leave it out', valid: isHttpUrl });
  }

  integer(
    name: string,
    rule: { readonly fallback: number; readonly min: number; readonly max: number },
  ): number {
    const found = this.text(name, {
      fallback: String(rule.fallback),
      fix: `set it to a whole number from ${rule.min} to ${rule.max}`,
      valid: (text) => /^\d{1,9}$/.test(text) && Number(text) >= rule.min && Number(text) <= rule.max,
    });
    return Number(found);
  }

  list(name: string): readonly string[] {
    const found = this.#value(name);
    return found === undefined ? [] : found.split(',').map((item) => item.trim());
  }

  /** Trusted networks or single addresses. The whole Internet is not one of them. */
  cidrs(name: string): readonly Cidr[] {
    const fix = 'set it to addresses or CIDRs, separated by commas, e.g. 10.0.0.0/8,2001:db8::/48';
    return (this.#value(name)?.split(',') ?? []).flatMap((item) => {
      const parsed = parseCidr(item.trim());
      if (!parsed.ok) this.#problems.push(`${name}: ${parsed.reason}: ${fix}.`);
      else if (parsed.value.prefix > 0) return parsed.value;
      else this.#problems.push(`${name}: "${item.trim()}" would let everybody claim any address: ${fix}.`);
      return [];
    });
  }

  /** @throws {ConfigError} naming every problem that was found */
  finish(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems);
  }

  #value(name: string): string | undefined {
    const text = this.#env[name]?.trim();
    return text === '' ? undefined : text;
  }

  #check(name: string, text: string, { fix, valid }: Rule): void {
    if (!valid(text)) this.#problems.push(`${name} is "${text}": ${fix}.`);
  }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//.test(text);
}
