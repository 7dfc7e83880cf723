/**
 * Whether a path of a console host is CloudShell. Its commands come from an address of AWS, so a lease
 * for the member's address does not help there.
 */
export const isCloudShell = (path: string): boolean => /^\/cloudshell(\/|$)/.test(path);
