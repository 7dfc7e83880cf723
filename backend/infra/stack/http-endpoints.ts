import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  IpAddressType,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Endpoints } from './functions/environment.ts';

/** Requests per second, and at once. Enough for a whole team that starts work at the same time. */
const GRANT_THROTTLE = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 };
const OTHER_THROTTLE = { rateLimit: 50, burstLimit: 100 };

/** No address and no header: the members' addresses are in the audit trail, and nowhere else. */
const LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    error: '$context.error.message',
    integrationError: '$context.integrationErrorMessage',
  }),
);

/**
 * Two HTTP APIs before one function, because AWS sees a member on either address family: one is reachable over IPv4 only,
 * the other over both.
 *
 * The function's environment contains both addresses, and the routes refer to the function. There is no cycle while an API
 * has no routes: API ← function ← integration, route, permission. So the APIs are created first and get their routes after
 * the function.
 */
export class HttpEndpoints extends Construct {
  readonly apis: readonly HttpApi[];
  readonly endpoints: Endpoints;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ipv4 = this.#api('Ipv4', IpAddressType.IPV4);
    const dualStack = this.#api('DualStack', IpAddressType.DUAL_STACK);
    this.apis = [ipv4, dualStack];
    this.endpoints = { ipv4: ipv4.apiEndpoint, dualStack: dualStack.apiEndpoint };
  }

  /** Routes every request of both APIs to the function; returns what CloudFormation must delete first. */
  routeTo(http: IFunction): Construct {
    const routes = new Construct(this, 'Routes');
    const logGroup = new LogGroup(routes, 'AccessLog', {
      // API Gateway writes by log delivery; below this prefix it needs no entry in the account's one resource policy.
      logGroupName: `/aws/vendedlogs/genkan/${Stack.of(this).stackName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const api of this.apis) addRoutes(routes, { api, http, logGroup });
    return routes;
  }

  #api(id: string, ipAddressType: IpAddressType): HttpApi {
    // The app sends the CORS headers. API Gateway's own CORS would replace the app's headers (Retry-After among the exposed
    // ones), and is documented for an integration's responses only, not for the 429 and 503 of API Gateway itself:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    return new HttpApi(this, id, {
      apiName: `${Stack.of(this).stackName}-${id}`,
      description: `Genkan, ${id === 'Ipv4' ? 'IPv4 only' : 'IPv4 and IPv6'}`,
      ipAddressType,
      createDefaultStage: false,
    });
  }
}

function addRoutes(
  scope: Construct,
  { api, http, logGroup }: { api: HttpApi; http: IFunction; logGroup: LogGroup },
): void {
  const integration = new HttpLambdaIntegration(`${api.node.id}Integration`, http);
  const grant = HttpRouteKey.with('/v1/leases', HttpMethod.POST);
  // Every call except the expensive one shares one route: the app returns a problem for an unknown path.
  const routes = [grant, HttpRouteKey.DEFAULT].map((routeKey, index) => {
    const name = index === 0 ? 'Grant' : 'Default';
    const route = new HttpRoute(scope, `${api.node.id}${name}`, { httpApi: api, integration, routeKey });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The app checks the member key itself (256 random bits, compared by hash); an authorizer would be a second function with the same check.',
    });
    return route;
  });
  const stage = new HttpStage(scope, `${api.node.id}Stage`, {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: OTHER_THROTTLE,
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: LOG_FORMAT },
  });
  const { defaultChild } = stage.node;
  if (!(defaultChild instanceof CfnStage)) throw new Error('HttpStage no longer has a CfnStage');
  defaultChild.routeSettings = { [grant.key]: GRANT_THROTTLE };
  // A stage cannot have settings for a route that does not exist yet.
  stage.node.addDependency(...routes);
}
