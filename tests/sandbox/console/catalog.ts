import type { Row } from './protocol.ts';

/** What each call of the console returns when AWS allows it. */
export const CATALOG: Readonly<Record<string, readonly Row[]>> = {
  's3:ListAllMyBuckets': [
    { Name: 'team-website', Region: 'us-east-1', Created: '2024-04-02' },
    { Name: 'team-backups', Region: 'us-east-1', Created: '2023-11-19' },
    { Name: 'genkan-state', Region: 'us-east-1', Created: '2026-11-01' },
  ],
  's3:ListBucket': [
    { Name: 'index.html', Type: 'html', Size: '4.2 KB' },
    { Name: 'logo.svg', Type: 'svg', Size: '1.1 KB' },
  ],
  's3:CreateBucket': [{ Name: 'created' }],
  'ec2:DescribeInstances': [
    { Instance: 'i-0a1b2c3d4e5f60718', Name: 'web-1', State: 'Running' },
    { Instance: 'i-0918f7e6d5c4b3a20', Name: 'batch-1', State: 'Stopped' },
  ],
  'iam:ListPolicies': [
    { Policy: 'OfficeOnly', Type: 'Customer managed' },
    { Policy: 'AdministratorAccess', Type: 'AWS managed' },
  ],
  'lambda:ListFunctions': [{ Function: 'nightly-report', Runtime: 'nodejs24.x' }],
  'logs:DescribeLogGroups': [{ Group: '/aws/lambda/nightly-report' }],
  'servicecatalog:ListApplications': [{ Name: 'team-website', State: 'Healthy' }],
  'health:DescribeEventAggregates': [{ Name: 'Open issues', Count: '0' }],
  'ce:GetCostAndUsage': [{ Name: 'Current month', Amount: 'US$ 41.20' }],
};
