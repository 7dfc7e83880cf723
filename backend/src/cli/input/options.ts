import { InvalidArgumentError, Option } from 'commander';
import { type CliContext, CliError } from '../context.ts';

/** Reads a whole number from 1 for commander. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}

/** The option of the commands that print a setup code. */
export function endpointOption(): Option {
  return new Option(
    '--endpoint <url>',
    'the endpoint of the deployment; default: GENKAN_ENDPOINT_DUAL_STACK or GENKAN_ENDPOINT_IPV4',
  );
}

/** The endpoint that a setup code contains. @throws {CliError} when neither the option nor the settings have one */
export function requireEndpoint(cli: CliContext, given: string | undefined): string {
  const endpoint = given ?? cli.env['GENKAN_ENDPOINT_DUAL_STACK'] ?? cli.env['GENKAN_ENDPOINT_IPV4'];
  if (!endpoint) throw new CliError('Name the endpoint of the deployment: --endpoint https://…');
  return endpoint;
}
