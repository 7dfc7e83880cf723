import { type CliContext, CliError } from '../context.ts';

/** Where the extension finds Genkan. @throws {CliError} */
export function requireEndpoint(cli: CliContext, given: string | undefined): string {
  const endpoint = given ?? cli.env['GENKAN_ENDPOINT_DUAL_STACK'] ?? cli.env['GENKAN_ENDPOINT_IPV4'];
  if (!endpoint) throw new CliError("Name Genkan's address: --endpoint https://…");
  return endpoint;
}
