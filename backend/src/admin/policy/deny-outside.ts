/**
 * The Deny of a new IP policy. Services that act for a user (`aws:ViaAWSService`) are let through, because AWS then sees the
 * service's address and not the user's.
 */
export function denyOutside(networks: readonly string[]) {
  return {
    Sid: 'DenyOutsideTheOffice',
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: {
      NotIpAddress: { 'aws:SourceIp': networks },
      Bool: { 'aws:ViaAWSService': 'false' },
    },
  };
}
