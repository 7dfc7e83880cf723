/** Replaces the SDK's chain of credential sources: Lambda passes credentials in the environment, and the backend passes them on. */
export const defaultProvider = () => async (): Promise<never> => {
  throw Object.assign(new Error('Lambda gave the function no credentials'), {
    name: 'CredentialsProviderError',
  });
};
