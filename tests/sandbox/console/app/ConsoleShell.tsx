import AppLayout from '@cloudscape-design/components/app-layout';
import HelpPanel from '@cloudscape-design/components/help-panel';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import type { ReactNode } from 'react';
import { go, useLocation } from './navigation.ts';
import { CloudShell } from './pages/CloudShell.tsx';
import { CloudTrail } from './pages/CloudTrail.tsx';
import { CloudWatch } from './pages/CloudWatch.tsx';
import { ConsoleHome } from './pages/ConsoleHome.tsx';
import { CreateBucket } from './pages/CreateBucket.tsx';
import { PolicyEditor } from './pages/PolicyEditor.tsx';
import { S3Buckets } from './pages/S3Buckets.tsx';
import { S3Objects } from './pages/S3Objects.tsx';
import { ServiceList } from './pages/ServiceList.tsx';
import { Support } from './pages/Support.tsx';
import { DENIED_SENTENCE } from './samples.ts';

const SERVICES = [
  ['Console Home', '/console/home'],
  ['S3', '/s3/buckets'],
  ['EC2', '/ec2/instances'],
  ['IAM', '/iam/policies'],
  ['Lambda', '/lambda/functions'],
  ['CloudTrail', '/cloudtrailv2/events'],
  ['CloudWatch', '/cloudwatch/logs'],
  ['CloudShell', '/cloudshell/home'],
] as const;

/** The frame around every console page: top bar, services, help. */
export function ConsoleShell() {
  const url = useLocation();
  return (
    <>
      <div id="top-bar">
        <TopNavigation
          identity={{ href: '/console/home', title: 'Stand-in AWS console' }}
          utilities={[
            { type: 'button', text: 'N. Virginia' },
            { type: 'button', text: 'hanako @ 1234-5678-9012' },
          ]}
        />
      </div>
      <AppLayout
        headerSelector="#top-bar"
        navigation={
          <SideNavigation
            header={{ href: '/console/home', text: 'Services' }}
            activeHref={url.pathname}
            items={SERVICES.map(([text, href]) => ({ type: 'link', text, href }))}
            onFollow={(event) => {
              event.preventDefault();
              go(event.detail.href);
            }}
          />
        }
        toolsOpen={url.searchParams.has('help')}
        tools={
          <HelpPanel header={<h2>Troubleshooting access denied errors</h2>}>
            <p>An explicit denial reads like this:</p>
            <pre>{DENIED_SENTENCE}</pre>
          </HelpPanel>
        }
        ariaLabels={{
          navigation: 'Services',
          tools: 'Help',
          toolsToggle: 'Open help',
          toolsClose: 'Close help',
          navigationToggle: 'Open services',
          navigationClose: 'Close services',
        }}
        content={route(url)}
      />
    </>
  );
}

function route(url: URL): ReactNode {
  const [, service = '', page = '', name] = url.pathname.split('/');
  switch (`${service}/${page}`) {
    case 's3/buckets':
      return name === undefined ? <S3Buckets /> : <S3Objects bucket={name} key={name} />;
    case 's3/create':
      return <CreateBucket />;
    case 'ec2/instances':
      return <ServiceList title="Instances" column="Instance" action="ec2:DescribeInstances" style="ec2" />;
    case 'iam/policies':
      return name === undefined ? (
        <ServiceList title="Policies" column="Policy" action="iam:ListPolicies" style="api" />
      ) : (
        <PolicyEditor name={name} />
      );
    case 'lambda/functions':
      return (
        <ServiceList title="Functions" column="Function" action="lambda:ListFunctions" style="flashbar" />
      );
    case 'cloudtrailv2/events':
      return <CloudTrail />;
    case 'cloudwatch/logs':
      return <CloudWatch />;
    case 'support/home':
      return <Support />;
    case 'cloudshell/home':
      return <CloudShell />;
    default:
      return <ConsoleHome />;
  }
}
