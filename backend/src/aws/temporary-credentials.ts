/** Only this provider, so that the rest of its package stays out of the bundles. */
export { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
