/** The version of this build, returned by `GET /healthz`; a test keeps it equal to package.json. */
export const VERSION = '0.1.0';
