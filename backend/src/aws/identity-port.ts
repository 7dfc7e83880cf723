import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  DetachUserPolicyCommand,
  EntityAlreadyExistsException,
  IAMClient,
  ListGroupsForUserCommand,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import type { IdentityPort } from '../runtime/account-port.ts';
import { partitionNameOf } from '../runtime/arn.ts';
import type { BackendConfig } from '../runtime/config.ts';
import type { Environment } from '../runtime/settings-reader.ts';
import { readAttachments } from './account-port.ts';
import { callAws, callOptions } from './call.ts';
import { awsOptions } from './client-options.ts';

/** IAM with the administrator's credentials. */
export function createIdentityPort(config: BackendConfig, env: Environment): IdentityPort {
  const iam = new IAMClient({ ...awsOptions(env, 'IAM'), ...callOptions() });
  return {
    async createPolicy({ name, path, document }) {
      const command = new CreatePolicyCommand({
        PolicyName: name,
        Path: path,
        PolicyDocument: document,
        Description: 'The IP policy of one user; Genkan adds the addresses of one member',
      });
      try {
        await callAws('iam', (call) => iam.send(command, call));
      } catch (error) {
        if (!isCaused(error, EntityAlreadyExistsException)) throw error;
      }
      return `arn:${partitionNameOf(config.policyArn)}:iam::${config.accountId}:policy${path}${name}`;
    },
    async attachToUser(user, policyArn) {
      const command = new AttachUserPolicyCommand({ UserName: user, PolicyArn: policyArn });
      await callAws('iam', (call) => iam.send(command, call));
    },
    async groupsWith(user, policyArn) {
      const list = new ListGroupsForUserCommand({ UserName: user });
      const { Groups = [] } = await callAws('iam', (call) => iam.send(list, call));
      const attached = await readAttachments(iam, policyArn);
      return Groups.flatMap(({ GroupName }) =>
        GroupName !== undefined && attached.groups.includes(GroupName) ? [GroupName] : [],
      );
    },
    async detachFromUser(user, policyArn) {
      const command = new DetachUserPolicyCommand({ UserName: user, PolicyArn: policyArn });
      try {
        await callAws('iam', (call) => iam.send(command, call));
        return true;
      } catch (error) {
        if (isCaused(error, NoSuchEntityException)) return false;
        throw error;
      }
    },
  };
}

/** Whether the SDK's error is of this class, also below the port's error. */
function isCaused(error: unknown, type: new (...parameters: never[]) => Error): boolean {
  return error instanceof type || (error instanceof Error && error.cause instanceof type);
}
