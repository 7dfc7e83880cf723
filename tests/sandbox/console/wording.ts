/** The denials of AWS's services: the wording differs from service to service. */
export type Style = 'api' | 'flashbar' | 's3-buckets' | 's3-objects' | 'ec2' | 'signin';

/** Which kind of policy refused, as the message names it. */
export type PolicyType = 'identity-based policy' | 'service control policy' | 'permissions boundary';

export interface Refusal {
  readonly userArn: string;
  readonly action: string;
  readonly resource: string;
  readonly policyType: PolicyType;
  /** Named only since January 2026, and service by service. */
  readonly policyArn?: string | undefined;
  readonly requestId: string;
}

/** A refusal as the page shows it: a header where the service has one, and the text. */
export interface Denial {
  readonly style: Style;
  readonly header?: string | undefined;
  readonly text: string;
}

/** AWS's wording of a denial (AWS documentation "Access denied error messages", and consoles as seen in 2026). */
export function wording(style: Style, refusal: Refusal): Denial {
  switch (style) {
    case 'api':
      return { style, text: sentence(refusal) };
    case 'flashbar':
      return { style, header: `Access denied to ${refusal.action}`, text: flashbar(refusal) };
    case 's3-buckets':
      return {
        style,
        header: "You don't have permissions to list buckets",
        text: `After you or your AWS administrator has updated your permissions to allow the s3:ListAllMyBuckets action, refresh the page. Learn more about Identity and access management in Amazon S3.\nAPI response: ${sentence(refusal)}`,
      };
    case 's3-objects':
      return {
        style,
        header: 'Insufficient permissions to list objects',
        text: `After you or your AWS administrator has updated your permissions to allow the s3:ListBucket action, refresh the page. Learn more about Identity and access management in Amazon S3.\nAPI response: ${sentence(refusal)}`,
      };
    case 'ec2':
      return {
        style,
        text: `You are not authorized to perform this operation. ${sentence(refusal)}. Encoded authorization failure message: ${encoded(refusal)}`,
      };
    case 'signin':
      return {
        style,
        header: 'Authentication failed',
        text: 'Authentication failed: To access this account, sign in from a different network, or contact your administrator for more information',
      };
  }
}

function sentence({ userArn, action, resource, policyType, policyArn }: Refusal): string {
  const named = policyArn === undefined ? '' : `: ${policyArn}`;
  return `User: ${userArn} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in ${article(policyType)} ${policyType}${named}`;
}

function flashbar({ userArn, action, resource, policyType, requestId }: Refusal): string {
  const [service = '', name = ''] = action.split(':');
  return [
    `You don't have permission to ${action}. To request access, copy the following text and send it to your AWS administrator. Learn more about troubleshooting access denied errors.`,
    `User: ${userArn}`,
    `Service: ${service} | Action: ${name} | Name: AccessDeniedException | HTTP status code: 403 | Request ID: ${requestId}`,
    `On resource(s): ${resource}`,
    `Context: ${article(policyType)} ${policyType} explicitly denies the action`,
  ].join('\n');
}

const article = (policyType: PolicyType) => (policyType.startsWith('i') ? 'an' : 'a');

/** EC2 encrypts its reasons; to a reader they are a long run of letters. */
function encoded({ requestId }: Refusal): string {
  return Buffer.from(requestId.repeat(8)).toString('base64url').slice(0, 320);
}
