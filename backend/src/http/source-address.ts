/** `::ffff:203.0.113.7`, as a dual-stack socket names an IPv4 peer. */
const IPV4_MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The address a request to the Node server came from: the socket's, or with `hops` trusted proxies in front the entry of
 * `X-Forwarded-For` that the outermost of them appended. Everything left of it was claimed by the client.
 */
export function observeSource(input: {
  readonly socket: string | undefined;
  readonly forwardedFor: string | undefined;
  readonly hops: number;
}): string | undefined {
  if (input.hops === 0) return unmap(input.socket);
  const entries = (input.forwardedFor ?? '').split(',').map((entry) => entry.trim());
  return unmap(entries.at(-input.hops));
}

function unmap(address: string | undefined): string | undefined {
  // A zone (`fe80::1%eth0`) is the machine's own business.
  const bare = address?.split('%')[0];
  return bare === undefined ? undefined : (IPV4_MAPPED.exec(bare)?.[1] ?? bare);
}
