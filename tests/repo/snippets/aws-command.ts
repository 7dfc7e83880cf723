import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as v from 'valibot';

const S3_URL = /^s3:\/\/\$?[\w.-]+(\/[\w./-]*)?$/;
const HIGH_LEVEL = new Set(['cp', 'mb', 'sync']);

/** Options of the AWS CLI itself. */
const OF_EVERY_COMMAND = new Set(['--query', '--output', '--profile', '--region']);

const MODELS: ReadonlyMap<string, ReadonlyMap<string, unknown>> = new Map([
  ['s3api', new Map<string, unknown>(Object.entries(s3))],
  ['iam', new Map<string, unknown>(Object.entries(iam))],
]);

/** The SDK's description of an operation; the fields before and after the names of its members are not used. */
const requestSchema = v.looseTuple([v.number(), v.string(), v.string(), v.unknown(), v.array(v.string())]);

const isOption = (word: string) => word.startsWith('--');
const pascal = (kebab: string) => kebab.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * What is wrong with an `aws …` command, compared with the SDK's model of the service: the operation exists and accepts
 * each of the parameters. Whether AWS would execute it is not checked; where `aws` and a server exist, a test runs it.
 */
export function faultsOf(command: string): readonly string[] {
  const [program, service, operation = '', ...rest] = command.replaceAll('"', '').split(/\s+/);
  if (program !== 'aws') return [`${command} is no aws command`];
  if (service === 's3') {
    const places = rest.filter((word, index) => !isOption(word) && !isOption(rest[index - 1] ?? ''));
    const remote = places.filter((place) => place.startsWith('s3://'));
    return [
      ...(HIGH_LEVEL.has(operation) ? [] : [`aws s3 has no ${operation}`]),
      ...remote.filter((url) => !S3_URL.test(url)).map((url) => `${url} is no S3 address`),
      ...(remote.length === 0 ? ['no place in S3 is named'] : []),
      ...(places.length !== (operation === 'mb' ? 1 : 2) ? ['it takes another number of places'] : []),
    ];
  }
  const model = v.safeParse(requestSchema, MODELS.get(service ?? '')?.get(`${pascal(operation)}Request$`));
  if (!model.success) return [`${service} has no operation ${operation}`];
  const members = model.output[4];
  return rest
    .filter((word) => isOption(word) && !OF_EVERY_COMMAND.has(word))
    .filter((word) => !members.includes(pascal(word.slice(2))))
    .map((word) => `${operation} takes no ${word}`);
}
