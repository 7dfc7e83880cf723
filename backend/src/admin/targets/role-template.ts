import { partitionNameOf } from '../../runtime/arn.ts';
import { POLICY_ACTIONS } from '../../runtime/policy-actions.ts';
import { denyOutside } from '../policy/deny-outside.ts';

/** Where the role of the template is, and the default of its name's parameter. */
const ROLE_NAME = 'backend';
const ROLE_PATH = '/genkan/';

/** The ARN of the policy in the account of the stack. */
const THE_POLICY = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':iam::',
      { Ref: 'AWS::AccountId' },
      ':policy/',
      { Ref: 'PolicyName' },
    ],
  ],
};

export interface RoleTemplateInput {
  /** The account of the deployment. */
  readonly accountId: string;
  /** The deployment's own policy, whose partition the principals have. */
  readonly policyArn: string;
  /** What the role demands of the backend. */
  readonly deploymentId: string;
  /** The role names of the backend's functions and of administrators, as `aws:PrincipalArn` patterns of the account's roles. */
  readonly principals: readonly string[];
  /** Only principals of this organization, for example `o-a1b2c3d4e5`. */
  readonly organizationId?: string | undefined;
}

/**
 * CloudFormation for the role in another account: the four version actions on one policy, for the backend's roles alone. It has no
 * account id of its own, so that a StackSet can create it in many accounts.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function roleTemplate(input: RoleTemplateInput) {
  const { accountId, deploymentId, principals, organizationId } = input;
  const partition = partitionNameOf(input.policyArn) ?? 'aws';
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Genkan: the role with which the backend of another account edits one IP policy',
    Parameters: {
      PolicyName: {
        Type: 'String',
        Description:
          'The customer managed policy, with its path if it has one, for example OfficeOnly or team/OfficeOnly',
        AllowedPattern: '[\\w+=,.@/-]+',
      },
    },
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Path: ROLE_PATH,
          RoleName: ROLE_NAME,
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
                Action: 'sts:AssumeRole',
                Condition: {
                  ArnLike: {
                    'aws:PrincipalArn': principals.map(
                      (name) => `arn:${partition}:iam::${accountId}:role/${name}`,
                    ),
                  },
                  StringEquals: {
                    'sts:ExternalId': deploymentId,
                    ...(organizationId !== undefined && { 'aws:PrincipalOrgID': organizationId }),
                  },
                },
              },
            ],
          },
          Policies: [
            {
              PolicyName: 'EditOnePolicy',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: POLICY_ACTIONS,
                    Resource: THE_POLICY,
                  },
                ],
              },
            },
          ],
        },
      },
    },
    Outputs: {
      PolicyArn: { Value: THE_POLICY },
      RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    },
  };
}

/**
 * CloudFormation for an IP policy as a permissions boundary: it allows everything and denies what comes from other addresses. A
 * boundary grants nothing, so write access to it raises no user's rights.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryTemplate(policyName: string, offices: readonly string[]) {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Genkan: an IP policy for use as the permissions boundary of users',
    Resources: {
      Policy: {
        Type: 'AWS::IAM::ManagedPolicy',
        // Genkan makes new versions: neither an update nor the removal of this stack may undo them.
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          ManagedPolicyName: policyName,
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Sid: 'AllowWhatOtherPoliciesGrant', Effect: 'Allow', Action: '*', Resource: '*' },
              denyOutside(offices),
            ],
          },
        },
      },
    },
    Outputs: { PolicyArn: { Value: { Ref: 'Policy' } } },
  };
}
