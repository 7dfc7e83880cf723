import { describe, expect, test } from 'vitest';
import { type Refusal, wording } from './wording.ts';

const refusal: Refusal = {
  userArn: 'arn:aws:iam::123456789012:user/alice',
  action: 's3:ListAllMyBuckets',
  resource: '*',
  policyType: 'identity-based policy',
  policyArn: 'arn:aws:iam::123456789012:policy/OfficeOnly',
  requestId: '0a1b2c3d',
};

describe('the stand-in console uses AWS’s wording of a denial', () => {
  test('names the policy where AWS does', () => {
    expect(wording('api', refusal).text).toBe(
      'User: arn:aws:iam::123456789012:user/alice is not authorized to perform: s3:ListAllMyBuckets on resource: * with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/OfficeOnly',
    );
    expect(wording('api', { ...refusal, policyArn: undefined }).text).toMatch(/in an identity-based policy$/);
  });

  test('uses the console flashbar wording', () => {
    const denial = wording('flashbar', { ...refusal, policyType: 'service control policy' });
    expect(denial.header).toBe('Access denied to s3:ListAllMyBuckets');
    expect(denial.text).toContain('Context: a service control policy explicitly denies the action');
  });

  test.each([
    ['s3-buckets', "You don't have permissions to list buckets"],
    ['s3-objects', 'Insufficient permissions to list objects'],
  ] as const)('heads %s as the S3 console does', (style, header) => {
    expect(wording(style, refusal).header).toBe(header);
  });

  test('encodes the reason in EC2 messages', () => {
    expect(wording('ec2', refusal).text).toMatch(
      /^You are not authorized to perform this operation\. User: .* Encoded authorization failure message: [\w-]{50,}$/,
    );
  });
});
