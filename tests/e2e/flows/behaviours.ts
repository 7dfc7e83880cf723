/** Cases that hold in every browser: the specs of Chromium and those of Firefox walk through the same tables. */

/** Places with a denial, each in a wording and a widget of its own. */
export const REFUSALS = [
  ['S3 buckets', '/s3/buckets'],
  ['S3 objects', '/s3/buckets/team-website'],
  ['EC2', '/ec2/instances'],
  ['Lambda', '/lambda/functions'],
  ['IAM', '/iam/policies'],
  ['the console home', '/console/home'],
] as const;

/** Pages that show AWS's words without being refused; each is followed by a real refusal, to show that Genkan was awake. */
export const TALKS_ABOUT_DENIALS = [
  { what: 'a policy editor', path: '/iam/policies/OfficeOnly', shows: 'Policy editor' },
  {
    what: 'a help panel',
    path: '/iam/policies/OfficeOnly?help',
    shows: 'An explicit denial reads like this',
  },
  {
    what: 'a CloudTrail table that keeps re-rendering',
    path: '/cloudtrailv2/events',
    shows: 'ListBuckets 30',
  },
] as const;

/** Denials that no click of Genkan's can cure. */
export const FOREIGN_DENIALS = [
  {
    whose: 'another policy',
    otherDeny: {
      policyType: 'identity-based policy',
      policyArn: 'arn:aws:iam::123456789012:policy/RequireMFA',
    },
  },
  { whose: 'the organization', otherDeny: { policyType: 'service control policy' } },
] as const;

/** What a foreign denial reads like on the page of IAM's policies. */
export const FOREIGN_WORDS = /explicit deny in an? (identity-based|service control) policy/;

/** What can stand between a browser and Genkan, and the sentence a person is told. */
export const TROUBLE = [
  { what: 'the server is down', fault: 'unreachable', says: 'Genkan’s server cannot be reached' },
  // API Gateway's own responses carry no CORS headers, so the browser hides them.
  { what: 'the gateway throttles', fault: 'throttled', says: 'the browser cannot read the response' },
  { what: 'the gateway is unavailable', fault: 'unavailable', says: 'the browser cannot read the response' },
  {
    what: 'a captive portal answers',
    fault: 'captive-portal',
    says: 'Something other than Genkan responded',
  },
] as const;
