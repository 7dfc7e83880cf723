/** Whether an AWS host is a sign-in host. The content script and the background decide by this one test. */
export const isSignInHost = (host: string): boolean => /(^|\.)signin(-fips)?\./.test(host);
