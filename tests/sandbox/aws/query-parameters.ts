import { AwsError } from './aws-error.ts';

/** The form-encoded parameters of AWS's Query protocol. */
export class QueryParameters {
  readonly #form: URLSearchParams;

  constructor(body: Uint8Array) {
    this.#form = new URLSearchParams(new TextDecoder().decode(body));
  }

  optional(name: string): string | undefined {
    return this.#form.get(name) ?? undefined;
  }

  /** @throws {AwsError} `ValidationError` 400 when it is missing. */
  required(name: string): string {
    const value = this.#form.get(name);
    if (value === null) throw invalid(name, 'Member must not be null');
    return value;
  }

  /** @throws {AwsError} `ValidationError` 400 when it is neither true nor false. */
  flag(name: string): boolean {
    const value = this.optional(name);
    if (value === undefined || value === 'false') return false;
    if (value === 'true') return true;
    throw invalid(name, 'Member must be a boolean');
  }

  /** An ARN of 20 to 2048 characters. @throws {AwsError} `ValidationError` or `InvalidInput` 400. */
  arn(name: string): string {
    const value = this.required(name);
    if (value.length < 20) throw invalid(name, 'Member must have length greater than or equal to 20');
    if (value.length > 2048) throw invalid(name, 'Member must have length less than or equal to 2048');
    if (!value.startsWith('arn:')) throw new AwsError('InvalidInput', 400, `ARN ${value} is not valid.`);
    return value;
  }

  /** A policy version id. @throws {AwsError} `ValidationError` 400. */
  versionId(name: string): string {
    const value = this.required(name);
    if (!/^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/.test(value)) {
      throw invalid(name, 'Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?');
    }
    return value;
  }

  /** `Tags.member.1.Key` and `Tags.member.1.Value`, and so on. @throws {AwsError} `ValidationError` 400. */
  tags(name: string): readonly { readonly key: string; readonly value: string }[] {
    const tags: { key: string; value: string }[] = [];
    for (let index = 1; this.optional(`${name}.member.${index}.Key`) !== undefined; index++) {
      const member = `${name}.member.${index}`;
      tags.push({ key: this.required(`${member}.Key`), value: this.required(`${member}.Value`) });
    }
    return tags;
  }

  /** `Marker` and `MaxItems`. */
  page(): { marker: string | undefined; maxItems: number | undefined } {
    const maxItems = this.optional('MaxItems');
    return {
      marker: this.optional('Marker'),
      maxItems: maxItems === undefined ? undefined : Number(maxItems),
    };
  }
}

function invalid(name: string, constraint: string): AwsError {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return new AwsError(
    'ValidationError',
    400,
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
