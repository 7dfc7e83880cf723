import { type Cidr, parseAddress } from '@genkan/shared/address';
import { DEFAULT_MAX_LEASES } from '@genkan/shared/lease';
import { isTimeZone } from '@genkan/shared/lease/wall-clock';
import { accountOf, POLICY_ARN } from './arn.ts';
import { type Environment, SettingsReader } from './settings-reader.ts';

/** The deployment's settings, read once from the environment. */
export interface BackendConfig {
  readonly policyArn: string;
  /** The account of the policy, twelve digits. */
  readonly accountId: string;
  readonly bucket: string;
  /** IANA name of the team's time zone. */
  readonly timeZone: string;
  /** Local time of the daily reset, `HH:MM`. */
  readonly resetTime: string;
  /** The longest lease a member may ask for, in minutes. A lease without `minutes` ends at the next reset instead. */
  readonly maxMinutes: number;
  readonly maxLeases: number;
  /** How many grants a member may ask for in ten minutes, counted over all processes. */
  readonly memberGrants: number;
  readonly ipv6Prefix: 64 | 128;
  /** Edit only the statements with these Sids; all allowlists when absent. */
  readonly sids?: readonly string[];
  /** Whether the bucket's `targets.json` lists several targets; otherwise `policyArn` is the only one. */
  readonly multipleTargets: boolean;
  readonly endpoints: { readonly ipv4?: string; readonly dualStack?: string };
  /** The SNS topic that alarms go to. */
  readonly alarmTopicArn?: string;
}

/** The proxies in front of the Node server whose `X-Forwarded-For` counts. */
export interface TrustedProxies {
  /** Their networks. With a hop count: the networks of the nearest proxy. */
  readonly networks: readonly Cidr[];
  /** How many of them append to `X-Forwarded-For`; 0 when the networks decide. */
  readonly hops: number;
}

/** The further settings of the Node server. */
export interface ServerConfig {
  /** The address to listen on. */
  readonly host: string;
  readonly port: number;
  /** None by default. */
  readonly trustedProxies: TrustedProxies;
}

/** The team's time zone when `GENKAN_TIME_ZONE` is not set. */
export const DEFAULT_TIME_ZONE = 'Asia/Tokyo';

/**
 * The address of the Node server when `GENKAN_HOST` is not set: this machine only. The server uses plain HTTP, every
 * request contains a member's key, and a proxy with TLS usually runs on the same machine.
 */
const DEFAULT_HOST = '127.0.0.1';

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Reads the deployment's settings. @throws {ConfigError} naming every missing or bad variable at once. */
export function loadConfig(env: Environment): BackendConfig {
  const read = new SettingsReader(env);
  const policyArn = read.text('GENKAN_POLICY_ARN', {
    fix: 'set it to the ARN of the customer-managed policy, e.g. arn:aws:iam::123456789012:policy/OfficeOnly',
    valid: (text) => POLICY_ARN.test(text),
  });
  const bucket = read.text('GENKAN_BUCKET', {
    fix: 'set it to the name of the S3 bucket that keeps the baseline and the leases',
    valid: (text) => BUCKET.test(text),
  });
  const timeZone = read.text('GENKAN_TIME_ZONE', {
    fallback: DEFAULT_TIME_ZONE,
    fix: 'set it to an IANA time zone, e.g. Asia/Tokyo or Europe/Berlin',
    valid: isTimeZone,
  });
  const resetTime = read.text('GENKAN_RESET_TIME', {
    fallback: '00:00',
    fix: 'set it to a time of day from 00:00 to 23:59',
    valid: (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
  });
  const maxMinutes = read.integer('GENKAN_MAX_LEASE_MINUTES', { fallback: 1440, min: 1, max: 525_600 });
  const maxLeases = read.integer('GENKAN_MAX_LEASES', { fallback: DEFAULT_MAX_LEASES, min: 1, max: 100 });
  const memberGrants = read.integer('GENKAN_MAX_GRANTS', { fallback: 30, min: 1, max: 100_000 });
  const ipv6Prefix = read.text('GENKAN_IPV6_PREFIX', {
    fallback: '64',
    fix: 'set it to 64 (the network) or 128 (the single address)',
    valid: (text) => text === '64' || text === '128',
  });
  const sids = read.list('GENKAN_SIDS');
  const multipleTargets = read.text('GENKAN_MULTIPLE_TARGETS', {
    fallback: 'false',
    fix: 'set it to true when targets.json in the bucket lists several targets, or leave it out',
    valid: (text) => text === 'true' || text === 'false',
  });
  const ipv4 = read.optionalUrl('GENKAN_ENDPOINT_IPV4');
  const dualStack = read.optionalUrl('GENKAN_ENDPOINT_DUAL_STACK');
  const alarmTopicArn = read.optional('GENKAN_ALARM_TOPIC_ARN', {
    fix: 'set it to the ARN of an SNS topic, or leave it out',
    valid: (text) => TOPIC_ARN.test(text),
  });
  read.finish();
  return {
    policyArn,
    accountId: accountOf(policyArn) ?? '',
    bucket,
    timeZone,
    resetTime,
    maxMinutes,
    maxLeases,
    memberGrants,
    ipv6Prefix: ipv6Prefix === '128' ? 128 : 64,
    ...(sids.length > 0 && { sids }),
    multipleTargets: multipleTargets === 'true',
    endpoints: { ...(ipv4 !== undefined && { ipv4 }), ...(dualStack !== undefined && { dualStack }) },
    ...(alarmTopicArn !== undefined && { alarmTopicArn }),
  };
}

/** Reads the settings of the Node server. @throws {ConfigError} */
export function loadServerConfig(env: Environment): ServerConfig {
  const read = new SettingsReader(env);
  const host = read.text('GENKAN_HOST', {
    fallback: DEFAULT_HOST,
    fix: 'set it to an address of this machine, e.g. 127.0.0.1, or to 0.0.0.0 or :: for all of them',
    valid: isHost,
  });
  const port = read.integer('PORT', { fallback: 8787, min: 0, max: 65_535 });
  const networks = read.cidrs('GENKAN_TRUSTED_PROXIES');
  const hops = read.integer('GENKAN_TRUSTED_PROXY_HOPS', { fallback: 0, min: 0, max: 10 });
  read.finish();
  return { host, port, trustedProxies: { networks, hops } };
}

/** An IP address or a host name, without a port. */
function isHost(text: string): boolean {
  return parseAddress(text).ok || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);
}
