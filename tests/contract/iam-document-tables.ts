const FENCE = { Effect: 'Deny', Action: '*', Resource: '*' };

const policy = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const fencedBy = (condition: unknown) => policy({ ...FENCE, Condition: condition });

/** What is wrong, and the document. */
export const MALFORMED_DOCUMENTS: readonly (readonly [string, string])[] = [
  ['not JSON', '{ "Version": "2012-10-17", '],
  ['JSON, but not an object', '[]'],
  ['no statement', '{ "Version": "2012-10-17" }'],
  ['an unknown version', JSON.stringify({ Version: '2020-01-01', Statement: [FENCE] })],
  ['an unknown element', policy({ ...FENCE, Extra: true })],
  ['no effect', policy({ Action: '*', Resource: '*' })],
  ['an effect that is neither Allow nor Deny', policy({ ...FENCE, Effect: 'deny' })],
  ['no action', policy({ Effect: 'Deny', Resource: '*' })],
  ['both Action and NotAction', policy({ ...FENCE, NotAction: 'iam:*' })],
  ['no resource', policy({ Effect: 'Deny', Action: '*' })],
  ['an action without a service', policy({ ...FENCE, Action: 'GetObject' })],
  ['a resource that is no ARN', policy({ ...FENCE, Resource: 'bucket' })],
  ['a principal', policy({ ...FENCE, Principal: '*' })],
  ['the same Sid twice', policy({ ...FENCE, Sid: 'One' }, { ...FENCE, Sid: 'One' })],
  ['a Sid with other than letters and digits', policy({ ...FENCE, Sid: 'not-this' })],
  ['an unknown condition operator', fencedBy({ NotIPAddresses: { 'aws:SourceIp': '203.0.113.7/32' } })],
  ['a condition that is a list', fencedBy([{ NotIpAddress: { 'aws:SourceIp': '203.0.113.7/32' } }])],
  ['a condition value that is an object', fencedBy({ NotIpAddress: { 'aws:SourceIp': [{}] } })],
  ['an address that is none', fencedBy({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.256/32'] } })],
  ['a prefix too long', fencedBy({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.7/33'] } })],
];

/** What is unusual about it, and the document. */
export const ACCEPTED_DOCUMENTS: readonly (readonly [string, string])[] = [
  ['an address as a string', fencedBy({ NotIpAddress: { 'aws:SourceIp': '203.0.113.7/32' } })],
  ['an address without a prefix', fencedBy({ NotIpAddress: { 'aws:SourceIp': ['203.0.113.7'] } })],
  ['IPv6', fencedBy({ NotIpAddress: { 'aws:SourceIp': ['2001:db8::/64', '2001:DB8:0:0:0:0:0:1'] } })],
  ['another spelling of the key', fencedBy({ NotIpAddress: { 'AWS:sourceip': ['203.0.113.7/32'] } })],
  [
    'several operators',
    fencedBy({
      NotIpAddressIfExists: { 'aws:SourceIp': ['203.0.113.7/32'] },
      Bool: { 'aws:ViaAWSService': 'false' },
    }),
  ],
  [
    'a set operator',
    fencedBy({ 'ForAllValues:NotIpAddress': { 'aws:SourceIp': ['203.0.113.7/32', '198.51.100.0/24'] } }),
  ],
  ['one statement without a list', JSON.stringify({ Version: '2012-10-17', Statement: FENCE })],
  [
    'NotAction and NotResource',
    policy({ Effect: 'Deny', NotAction: ['iam:*'], NotResource: ['arn:aws:s3:::a/*'] }),
  ],
  ['two empty Sids', policy({ ...FENCE, Sid: '' }, { ...FENCE, Sid: '' })],
];
