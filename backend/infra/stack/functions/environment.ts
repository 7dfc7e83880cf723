import { type Deployment, hasSeveralTargets } from '../../deployment.ts';

/** The URLs of the two HTTP APIs, without a slash at the end. */
export interface Endpoints {
  readonly ipv4: string;
  readonly dualStack: string;
}

/** The environment of every function; what the deployment does not set is left to the backend's own default. */
export function environment(input: {
  readonly deployment: Deployment;
  readonly policyArn: string;
  readonly bucketName: string;
  readonly endpoints: Endpoints;
}): Record<string, string> {
  const { deployment, endpoints } = input;
  const variables: Record<string, string | number | undefined> = {
    GENKAN_POLICY_ARN: input.policyArn,
    GENKAN_BUCKET: input.bucketName,
    GENKAN_TIME_ZONE: deployment.timeZone,
    GENKAN_RESET_TIME: deployment.resetTime,
    GENKAN_MAX_LEASE_MINUTES: deployment.maxLeaseMinutes,
    GENKAN_MAX_LEASES: deployment.maxLeases,
    GENKAN_IPV6_PREFIX: deployment.ipv6Prefix,
    GENKAN_ENDPOINT_IPV4: endpoints.ipv4,
    GENKAN_ENDPOINT_DUAL_STACK: endpoints.dualStack,
    GENKAN_MULTIPLE_TARGETS: hasSeveralTargets(deployment) ? 'true' : undefined,
    GENKAN_SIDS: deployment.sids?.join(','),
  };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])),
  );
}
