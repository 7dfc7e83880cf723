import { GetRoleCommand, IAMClient, ListEntitiesForPolicyCommand } from '@aws-sdk/client-iam';
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import * as v from 'valibot';
import type { AccountPort, Attachments, Schedule } from '../runtime/account-port.ts';
import type { BackendConfig } from '../runtime/config.ts';
import { jsonText } from '../runtime/json-text.ts';
import type { Environment } from '../runtime/settings-reader.ts';
import { countAlarmSubscriptions, readDefaultRetention, readPolicyTags } from './account-facts.ts';
import { callAws, callOptions } from './call.ts';
import { awsOptions, partitionOf } from './client-options.ts';

const CLOCK_TIMEOUT_MS = 5_000;

const taskSchema = jsonText(v.looseObject({ task: v.picklist(['reset', 'reconcile']) }));

/** The reads that only the command line needs, with the administrator's credentials. */
export function createAccountPort(config: BackendConfig, env: Environment): AccountPort {
  const iam = new IAMClient({ ...awsOptions(env, 'IAM'), ...callOptions() });
  return {
    attachments: (policyArn = config.policyArn) => readAttachments(iam, policyArn),
    async isFunctionRole(role) {
      const command = new GetRoleCommand({ RoleName: role });
      const { Role } = await callAws('iam', (call) => iam.send(command, call));
      return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '').includes('lambda.amazonaws.com');
    },
    policyTags: () => readPolicyTags(iam, config.policyArn),
    defaultRetention: () => readDefaultRetention(config.bucket, env),
    alarmSubscriptions: () => countAlarmSubscriptions(env),
    schedules: () => readSchedules(createScheduler(env)),
    awsTime: () => readAwsTime(config, env),
  };
}

/** What a policy is attached to. */
export async function readAttachments(client: IAMClient, arn: string): Promise<Attachments> {
  const users: string[] = [];
  const groups: string[] = [];
  const roles: string[] = [];
  let Marker: string | undefined;
  do {
    const command = new ListEntitiesForPolicyCommand({ PolicyArn: arn, ...(Marker && { Marker }) });
    const page = await callAws('iam', (call) => client.send(command, call));
    users.push(...(page.PolicyUsers ?? []).flatMap(({ UserName }) => UserName ?? []));
    groups.push(...(page.PolicyGroups ?? []).flatMap(({ GroupName }) => GroupName ?? []));
    roles.push(...(page.PolicyRoles ?? []).flatMap(({ RoleName }) => RoleName ?? []));
    Marker = page.IsTruncated ? page.Marker : undefined;
  } while (Marker);
  return { users, groups, roles };
}

/** The region comes from the environment or the profile: schedules, unlike policies, live in one. */
function createScheduler(env: Environment): SchedulerClient {
  const { region, ...options } = awsOptions(env, 'IAM');
  const endpoint = env['AWS_ENDPOINT_URL_SCHEDULER'] ?? env['AWS_ENDPOINT_URL'];
  const isSaid = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  return new SchedulerClient({
    ...(options.credentials && { credentials: options.credentials }),
    ...(isSaid && { region }),
    ...(endpoint && { endpoint }),
    ...callOptions(),
  });
}

/** Genkan's schedules are known by their targets' input, whatever their names are. */
async function readSchedules(client: SchedulerClient): Promise<readonly Schedule[]> {
  const schedules: Schedule[] = [];
  let NextToken: string | undefined;
  do {
    const list = new ListSchedulesCommand({ ...(NextToken && { NextToken }) });
    const page = await callAws('scheduler', (call) => client.send(list, call));
    for (const { Name, GroupName, Target } of page.Schedules ?? []) {
      // Thousands of other schedules may live here: look only into those that start a function of ours.
      if (!Name || !/genkan/i.test(`${Name} ${GroupName} ${Target?.Arn}`)) continue;
      const get = new GetScheduleCommand({ Name, ...(GroupName && { GroupName }) });
      const { State, Target: target } = await callAws('scheduler', (call) => client.send(get, call));
      const input = v.safeParse(taskSchema, target?.Input);
      if (input.success)
        schedules.push({ name: Name, task: input.output.task, enabled: State === 'ENABLED' });
    }
    NextToken = page.NextToken;
  } while (NextToken);
  return schedules;
}

/** S3 sends a `Date` header with every response, also with one that denies an unsigned request. */
async function readAwsTime({ policyArn }: BackendConfig, env: Environment): Promise<number> {
  const { endpoint, region } = awsOptions(env, 'S3');
  const name = typeof region === 'string' ? region : await region();
  const response = await fetch(endpoint ?? `https://s3.${name}.${partitionOf(policyArn).domain}/`, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(CLOCK_TIMEOUT_MS),
  });
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isFinite(date)) throw new Error('S3 sent no date');
  return date;
}
