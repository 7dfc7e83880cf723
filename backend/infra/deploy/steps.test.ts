import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/runtime/config.ts';
import { parseDeployment } from '../deployment-file.ts';
import { recordingWorld } from '../testing/recording-world.ts';
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
  it('deploys, adopts the policy, checks, and ends with the first member', async () => {
    const { world, done } = recordingWorld(firstTime);
    await deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), world);
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

  it('builds the backend first unless it is given a bundle', async () => {
    const { bundle: _, ...unbuilt } = plan();
    const { world, done } = recordingWorld(firstTime);
    await deploy(unbuilt, world);
    expect(done[0]).toBe('build.ts');
    expect(done.find((line) => line.startsWith('cdk deploy'))).toMatch(/bundle=.*\/backend\/dist\/lambda$/);
  });

  it('tells the doctor where alarms go, when they go anywhere', async () => {
    const AlarmTopicArn = 'arn:aws:sns:ap-northeast-1:123456789012:genkan';
    const stack = { ...JSON.parse(outputs).GenkanStack, AlarmTopicArn };
    const alarmed = recordingWorld({ ...firstTime, outputs: JSON.stringify({ GenkanStack: stack }) });
    await deploy(plan(), alarmed.world);
    expect(alarmed.files.get('/config/genkan.env')).toContain(`GENKAN_ALARM_TOPIC_ARN=${AlarmTopicArn}\n`);
    const silent = recordingWorld(firstTime);
    await deploy(plan(), silent.world);
    expect(silent.files.get('/config/genkan.env')).not.toContain('GENKAN_ALARM_TOPIC_ARN');
  });

  it('tells the command line what the functions know', async () => {
    const { world, commands, files } = recordingWorld(firstTime);
    await deploy(plan(), world);
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

  it('says the endpoint', async () => {
    const { world, said } = recordingWorld(firstTime);
    await deploy(plan(), world);
    expect(said.join('\n')).toContain('Endpoint: https://both.example');
  });

  it('creates the policy itself, before the stack that only knows its name', async () => {
    const { world, done, said } = recordingWorld(firstTime);
    await deploy(plan({ newPolicy: '{}' }), world);
    expect(done[0]).toBe(`create policy ${POLICY}`);
    expect(said.join()).toContain('attach');
  });

  it('leaves a policy of that name as it is', async () => {
    const { world, said } = recordingWorld({ ...firstTime, policy: 'exists' });
    await deploy(plan({ newPolicy: '{}' }), world);
    expect(said.join()).toContain('left as it is');
  });

  it('skips the preparation on request', async () => {
    const { world, done } = recordingWorld(firstTime);
    await deploy(plan({ bootstrap: false }), world);
    expect(done.join()).not.toContain('cdk bootstrap');
  });
});

describe('a further deploy', () => {
  it('never takes the live policy, leases and all, for a new baseline', async () => {
    const { world, done } = recordingWorld({ outputs });
    await deploy(plan(), world);
    expect(done).toContain('genkan.mjs baseline show --json');
    expect(done.join()).not.toContain('init');
    expect(done.join()).not.toContain('member add');
  });
});

describe('a deploy repeated with the same flags', () => {
  it('does not fail because the first member is one already', async () => {
    const { world, said } = recordingWorld({ fails: ['member add'], outputs });
    await deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), world);
    expect(said.at(-1)).toContain('No setup code was made');
  });
});

describe('a deploy that fails', () => {
  it.each(['cdk bootstrap', 'cdk deploy', 'init', 'member add'])(
    'stops at “%s” and says so',
    async (failing) => {
      const { world, done } = recordingWorld({ fails: ['baseline show', failing], outputs });
      await expect(deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), world)).rejects.toThrow(
        StepError,
      );
      expect(done.at(-1)).toContain(failing);
    },
  );

  it('goes on after the doctor found something', async () => {
    const { world, done, said } = recordingWorld({ fails: ['baseline show', 'doctor'], outputs });
    await deploy(plan({ member: { id: 'aiko', name: 'Aiko Sato' } }), world);
    expect(done.at(-1)).toBe('genkan.mjs member add aiko --name Aiko Sato');
    expect(said.join()).toContain('the doctor says');
  });

  it.each(['', '{}', '{"GenkanStack":{"BucketName":"b"}}'])(
    'explains unreadable outputs: %s',
    async (text) => {
      const { world } = recordingWorld({ outputs: text });
      await expect(deploy(plan(), world)).rejects.toThrow('its outputs cannot be read');
    },
  );
});

describe('a dry run', () => {
  it('synthesises and touches neither AWS nor the kept answers', async () => {
    const { world, done, said } = recordingWorld();
    await synthesiseOnly(plan({ newPolicy: '{"new":1}' }), world);
    expect(done).toEqual([
      'write /out/deployment.json',
      'cdk synth --quiet --output /out --no-notices --context deployment=/out/deployment.json --context bundle=/bundle',
    ]);
    expect(said.join()).toContain('{"new":1}');
    expect(said.join()).toContain('Nothing was deployed');
  });
});

describe('destroying', () => {
  it('leaves the order to the stack, which restores the baseline first', async () => {
    const { world, done, said } = recordingWorld();
    await destroy({ config: '/config/deployment.json', bundle: '/bundle' }, world);
    expect(done).toEqual([`cdk destroy --force ${context}`]);
    expect(said.join()).toContain('bucket');
  });

  it('does not claim success when the stack refused', async () => {
    const { world, said } = recordingWorld({ fails: ['destroy'] });
    await expect(destroy({ config: '/c', bundle: '/bundle' }, world)).rejects.toThrow(StepError);
    expect(said).toEqual([]);
  });
});
