import type { Deployment } from '../../deployment.ts';
import { environment } from '../../stack/functions/environment.ts';
import type { Outputs } from './outputs.ts';

/** What the admin command line needs to know, the same as the functions know. */
export function cliEnvironment(deployment: Deployment, outputs: Outputs): Record<string, string> {
  return {
    AWS_REGION: deployment.region,
    ...environment({
      deployment,
      policyArn: outputs.PolicyArn,
      bucketName: outputs.BucketName,
      endpoints: { ipv4: outputs.EndpointIpv4, dualStack: outputs.EndpointDualStack },
    }),
    // Only the doctor reads the subscriptions of the alarm topic.
    ...(outputs.AlarmTopicArn === undefined ? {} : { GENKAN_ALARM_TOPIC_ARN: outputs.AlarmTopicArn }),
  };
}

/** For a shell to source. The values are ARNs, names and URLs: nothing in them needs quoting or is secret. */
export function formatEnvironmentFile(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
