import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/runtime/config.ts';
import { parseDeployment } from '../../deployment-file.ts';
import { recordingActions } from '../../testing/recording-actions.ts';
import { type DeployPlan, deploy, destroy, StepError, synthesiseOnly } from './steps.ts';

const POLICY = 'arn:aws:iam::123456789012:policy/OfficeOnly';
const outputs = JSON.stringify({
  GenkanStack: {
    EndpointIpv4: 'https://four.example',
    EndpointDualStack: 'https://both.example',
    BucketName: 'team-bucket',
    PolicyArn: POLICY,
    DeadLetterQueueUrl: 'https://queue.example',
  },
});

function plan(change: Partial<DeployPlan> = {}): DeployPlan {
  return {
    deployment: parseDeployment({ region: 'ap-northeast-1', policy: POLICY, maxLeases: 3 }, 'test'),
    bundle: '/bundle',
    config: '/config/deployment.json',
    out: '/out',
    bootstrap: true,
    ...change,
  };
}

const context = '--no-notices --context deployment=/config/deployment.json --context bundle=/bundle';
const firstTime = { fails: ['baseline show'], outputs };

describe('a first deploy', () => {
  test('deploys, adopts the policy, checks, and ends with the first member', async () => {
    const { actions, done } = recordingActions(firstTime);
    await deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), actions);
    expect(done).toEqual([
      'write /config/deployment.json',
      `cdk bootstrap ${context}`,
      `cdk deploy --require-approval never --outputs-file /config/outputs.json ${context}`,
      'write /config/genkan.env',
      'genkan.mjs baseline show --json',
      'genkan.mjs init --yes',
      'genkan.mjs doctor',
      'genkan.mjs member add aiko --name Aiko Sato',
    ]);
  });

  test('builds the backend first unless it is given a bundle', async () => {
    const { bundle: _, ...unbuilt } = plan();
    const { actions, done } = recordingActions(firstTime);
    await deploy(unbuilt, actions);
    expect(done[0]).toBe('build.ts');
    expect(done.find((line) => line.startsWith('cdk deploy'))).toMatch(/bundle=.*\/backend\/dist\/lambda$/);
  });

  test('tells the doctor where alarms go, when they go anywhere', async () => {
    const AlarmTopicArn = 'arn:aws:sns:ap-northeast-1:123456789012:genkan';
    const stack = { ...JSON.parse(outputs).GenkanStack, AlarmTopicArn };
    const alarmed = recordingActions({ ...firstTime, outputs: JSON.stringify({ GenkanStack: stack }) });
    await deploy(plan(), alarmed.actions);
    expect(alarmed.files.get('/config/genkan.env')).toContain(`GENKAN_ALARM_TOPIC_ARN=${AlarmTopicArn}\n`);
    const silent = recordingActions(firstTime);
    await deploy(plan(), silent.actions);
    expect(silent.files.get('/config/genkan.env')).not.toContain('GENKAN_ALARM_TOPIC_ARN');
  });

  test('tells the command line what the functions know', async () => {
    const { actions, commands, files } = recordingActions(firstTime);
    await deploy(plan(), actions);
    const env = commands.find(({ args }) => args.includes('init'))?.env ?? {};
    expect(env['AWS_REGION']).toBe('ap-northeast-1');
    expect(loadConfig(env)).toMatchObject({
      policyArn: POLICY,
      bucket: 'team-bucket',
      maxLeases: 3,
      endpoints: { ipv4: 'https://four.example', dualStack: 'https://both.example' },
    });
    expect(files.get('/config/genkan.env')).toContain('GENKAN_BUCKET=team-bucket\n');
  });

  test('says the endpoint', async () => {
    const { actions, printed } = recordingActions(firstTime);
    await deploy(plan(), actions);
    expect(printed.join('\n')).toContain('Endpoint: https://both.example');
  });

  test('creates the policy itself, before the stack that only knows its name', async () => {
    const { actions, done, printed } = recordingActions(firstTime);
    await deploy(plan({ newPolicy: '{}' }), actions);
    expect(done[0]).toBe(`create policy ${POLICY}`);
    expect(printed.join()).toContain('attach');
  });

  test('leaves a policy of that name as it is', async () => {
    const { actions, printed } = recordingActions({ ...firstTime, policy: 'exists' });
    await deploy(plan({ newPolicy: '{}' }), actions);
    expect(printed.join()).toContain('left as it is');
  });

  test('skips the preparation on request', async () => {
    const { actions, done } = recordingActions(firstTime);
    await deploy(plan({ bootstrap: false }), actions);
    expect(done.join()).not.toContain('cdk bootstrap');
  });
});

describe('a further deploy', () => {
  test('never takes the live policy, leases and all, for a new baseline', async () => {
    const { actions, done } = recordingActions({ outputs });
    await deploy(plan(), actions);
    expect(done).toContain('genkan.mjs baseline show --json');
    expect(done.join()).not.toContain('init');
    expect(done.join()).not.toContain('member add');
  });
});

describe('a deploy repeated with the same flags', () => {
  test('does not fail because the first member is one already', async () => {
    const { actions, printed } = recordingActions({ fails: ['member add'], outputs });
    await deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), actions);
    expect(printed.at(-1)).toContain('No setup code was made');
  });
});

describe('a deploy that fails', () => {
  test.each(['cdk bootstrap', 'cdk deploy', 'init', 'member add'])(
    'stops at “%s” and says so',
    async (failing) => {
      const { actions, done } = recordingActions({ fails: ['baseline show', failing], outputs });
      await expect(deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), actions)).rejects.toThrow(
        StepError,
      );
      expect(done.at(-1)).toContain(failing);
    },
  );

  test('goes on after the doctor found something', async () => {
    const { actions, done, printed } = recordingActions({ fails: ['baseline show', 'doctor'], outputs });
    await deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), actions);
    expect(done.at(-1)).toBe('genkan.mjs member add aiko --name Aiko Sato');
    expect(printed.join()).toContain('the findings of the doctor');
  });

  test.each(['', '{}', '{"GenkanStack":{"BucketName":"b"}}'])(
    'explains unreadable outputs: %s',
    async (text) => {
      const { actions } = recordingActions({ outputs: text });
      await expect(deploy(plan(), actions)).rejects.toThrow('its outputs cannot be read');
    },
  );
});

describe('a dry run', () => {
  test('synthesises and touches neither AWS nor the deployment file', async () => {
    const { actions, done, printed } = recordingActions();
    await synthesiseOnly(plan({ newPolicy: '{"new":1}' }), actions);
    expect(done).toEqual([
      'write /out/deployment.json',
      'cdk synth --quiet --output /out --no-notices --context deployment=/out/deployment.json --context bundle=/bundle',
    ]);
    expect(printed.join()).toContain('{"new":1}');
    expect(printed.join()).toContain('Nothing was deployed');
  });
});

describe('destroying', () => {
  test('leaves the order to the stack, which restores the baseline first', async () => {
    const { actions, done, printed } = recordingActions();
    await destroy({ config: '/config/deployment.json', bundle: '/bundle' }, actions);
    expect(done).toEqual([`cdk destroy --force ${context}`]);
    expect(printed.join()).toContain('bucket');
  });

  test('does not claim success when the stack refused', async () => {
    const { actions, printed } = recordingActions({ fails: ['destroy'] });
    await expect(destroy({ config: '/c', bundle: '/bundle' }, actions)).rejects.toThrow(StepError);
    expect(printed).toEqual([]);
  });
});

test('a deployment with further policies adopts each of them, once', async () => {
  const world = recordingActions({ outputs });
  const deployment = { ...plan().deployment, furtherPolicies: ['Operators'] };
  await deploy(plan({ deployment }), world.actions);
  expect(world.done).toContain(
    'genkan.mjs target add arn:aws:iam::123456789012:policy/Operators --skip-existing --yes',
  );
  const env = world.commands.find(({ args }) => args.includes('target'))?.env;
  expect(env).toMatchObject({ GENKAN_MULTIPLE_TARGETS: 'true' });
});
