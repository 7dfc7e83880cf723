/** A person at a browser, and the person's network. On loopback every address is 127.0.0.1, so this holds the addresses. */
export interface Visitor {
  ipv4: string | undefined;
  ipv6: string | undefined;
  /** The address AWS's console sees when it is another than Genkan sees: a proxy or VPN with several exits. */
  awsAddress: string | undefined;
  /** Which family the browser uses towards AWS's console when it has both. */
  awsFamily: 4 | 6;
}

/** What the address of the office and of home look like in the sandbox; documentation ranges count as public. */
export const OFFICE = '123.123.123.123';
export const HOME = '203.0.113.7';
export const HOME_IPV6 = '2001:db8:77:1::abcd';

/** A visitor at home, on IPv4 alone. */
export function visitorAtHome(): Visitor {
  return { ipv4: HOME, ipv6: undefined, awsAddress: undefined, awsFamily: 4 };
}

/** The address from which a request to AWS's console is seen to come. */
export function addressTowardsAws({ ipv4, ipv6, awsAddress, awsFamily }: Visitor): string {
  const address = awsAddress ?? (awsFamily === 6 ? (ipv6 ?? ipv4) : (ipv4 ?? ipv6));
  if (address === undefined) throw new Error('The visitor has no address at all.');
  return address;
}

/** The address from which a request to one of Genkan's endpoints is seen to come; `undefined` when it cannot be reached. */
export function addressTowardsGenkan(
  { ipv4, ipv6 }: Visitor,
  endpoint: 'ipv4' | 'dual-stack',
): string | undefined {
  return endpoint === 'ipv4' ? ipv4 : (ipv6 ?? ipv4);
}
