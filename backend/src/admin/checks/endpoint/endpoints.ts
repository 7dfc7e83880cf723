import { VERSION } from '../../../runtime/version.ts';
import { type Check, type EndpointFacts, type Finding, failure, ok, warning } from '../check.ts';

const CHECK = 'endpoints';

/** The endpoints respond, with the version of this command line. */
export const checkEndpoints: Check = ({ endpoints: { ipv4, dualStack } }) => {
  if (!ipv4 && !dualStack) {
    return [
      warning(
        CHECK,
        'No endpoint is known here, so none was tried.',
        'Name it: genkan doctor --endpoint https://…, or set GENKAN_ENDPOINT_IPV4 and GENKAN_ENDPOINT_DUAL_STACK.',
      ),
    ];
  }
  return [...describe('IPv4', ipv4), ...describe('dual-stack', dualStack)];
};

function describe(name: string, endpoint: EndpointFacts | undefined): readonly Finding[] {
  if (!endpoint) return [];
  const { url, families, responses } = endpoint;
  const response = [...responses.values()].find(({ known }) => known);
  if (!response?.known) {
    const why = families.known
      ? [...responses.values()].flatMap((fact) => (fact.known ? [] : [fact.why])).join('; ')
      : families.why;
    return [
      failure(
        CHECK,
        `The ${name} endpoint ${url} cannot be reached: ${why || 'its name has no address'}.`,
        "Correct the address; then look at the API, the function and the function's log.",
      ),
    ];
  }
  const { version } = response.value;
  if (version === VERSION) return [ok(CHECK, `The ${name} endpoint ${url} responds (version ${version}).`)];
  return [
    warning(
      CHECK,
      `The ${name} endpoint ${url} runs version ${version}, this command line is ${VERSION}.`,
      'Deploy again, or use the command line of that version.',
    ),
  ];
}
