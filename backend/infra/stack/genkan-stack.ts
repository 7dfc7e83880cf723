import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Deployment, policyAccount } from '../deployment.ts';
import { addAlarms } from './alarms/alarms.ts';
import { BackendFunctions } from './functions/functions.ts';
import { HttpEndpoints } from './http-endpoints.ts';
import { RestoreOnDelete } from './restore-on-delete.ts';
import { addSchedules } from './schedules.ts';
import { protectObjects } from './storage/bucket-policy.ts';
import { Storage } from './storage/storage.ts';

export interface GenkanStackProps {
  readonly deployment: Deployment;
  /** The folder that holds the bundle `index.js` with the handlers `http` and `scheduled`. */
  readonly bundle: string;
}

interface Parts {
  readonly policyArn: string;
  readonly storage: Storage;
  readonly functions: BackendFunctions;
  readonly http: HttpEndpoints;
  readonly topicArn: string | undefined;
}

/**
 * Everything that one deployment of Genkan needs, except the policy. The template contains the policy's ARN and not its
 * document, so no deployment, update or rollback can undo a lease or lock the team out.
 */
export class GenkanStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, bundle }: GenkanStackProps) {
    const account = policyAccount(deployment.policy);
    super(scope, id, {
      stackName: deployment.stackName,
      description: 'Genkan: one click adds the address of a member to the IP policy of the team',
      // No CDKMetadata resource: nothing about this deployment is reported.
      analyticsReporting: false,
      // With the account in the ARN, credentials of another account are refused before anything is created.
      env: { region: deployment.region, ...(account === undefined ? {} : { account }) },
    });
    const policyArn = this.arnOf(deployment.policy);

    // CDK makes every function depend on its role, which the reference to the role enforces already.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };

    const storage = new Storage(this, 'Storage', { auditDays: deployment.auditDays });
    // The construct's id is part of every logical id below it: another id would replace the APIs and their addresses.
    const http = new HttpEndpoints(this, 'FrontDoor');
    const functions = new BackendFunctions(this, 'Backend', {
      deployment,
      bundle,
      policyArn,
      furtherPolicyArns: [
        ...(deployment.furtherPolicies ?? []).map((policy) => this.arnOf(policy)),
        ...(deployment.personalTargets === true ? [this.personalPolicies(policyArn)] : []),
      ],
      bucket: storage.bucket,
      endpoints: http.endpoints,
    });
    protectObjects(storage.bucket, {
      writers: functions.roles,
      administratorRoles: deployment.administratorRoles,
    });
    const routes = http.routeTo(functions.http);
    const schedules = addSchedules(this, { deployment, functions });

    const restore = new RestoreOnDelete(this, 'RestoreOnDelete', {
      reset: functions.reset,
      bucket: storage.bucket,
      policyArn,
    });
    // CloudFormation deletes in the reverse order of creation: first the routes and the schedules, so that no lease is
    // granted any more, then the restore, then what the restore needs.
    routes.node.addDependency(restore.resource);
    schedules.node.addDependency(restore.resource);

    const topicArn = addAlarms(this, { deployment, functions, apis: http.apis });

    this.addOutputs({ policyArn, storage, functions, http, topicArn });
  }

  /** A policy that is given by name is one of this account. */
  private arnOf(policy: string): string {
    if (policyAccount(policy) !== undefined) return policy;
    return this.formatArn({ service: 'iam', region: '', resource: 'policy', resourceName: policy });
  }

  /** The policies of personal targets, by the path that `genkan target create-personal` gives them. */
  private personalPolicies(policyArn: string): string {
    // Without an account in the ARN, the policy is of the account of the stack.
    return policyAccount(policyArn) === undefined
      ? this.formatArn({ service: 'iam', region: '', resource: 'policy', resourceName: 'genkan/*' })
      : policyArn.replace(/:policy\/.*/, ':policy/genkan/*');
  }

  /** The values that the deployment and the administrator read from the stack. */
  private addOutputs({ policyArn, storage, functions, http, topicArn }: Parts): void {
    const output = (name: string, value: string, description: string) =>
      new CfnOutput(this, name, { value, description });
    output(
      'EndpointIpv4',
      http.endpoints.ipv4,
      'Reached over IPv4 only, so that this address is seen as well',
    );
    output(
      'EndpointDualStack',
      http.endpoints.dualStack,
      'The endpoint for setup codes; reached over IPv4 and IPv6',
    );
    output('BucketName', storage.bucket.bucketName, 'Baseline, members, leases and audit trail');
    output('PolicyArn', policyArn, 'The policy that Genkan edits');
    output(
      'DeadLetterQueueUrl',
      functions.deadLetters.queueUrl,
      'Resets and reconciles that failed for good',
    );
    if (topicArn !== undefined) output('AlarmTopicArn', topicArn, 'Where alarms go');
  }
}
