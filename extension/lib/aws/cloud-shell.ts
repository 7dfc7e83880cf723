/**
 * Whether a path of a console host is CloudShell. Its commands leave from AWS's own address, however often a person
 * allows his, so Genkan has nothing to say there.
 */
export const isCloudShell = (path: string): boolean => /^\/cloudshell(\/|$)/.test(path);
