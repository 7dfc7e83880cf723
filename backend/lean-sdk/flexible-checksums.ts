/**
 * In place of `@aws-sdk/checksums/flexible-checksums`: `src/aws/s3.ts` asks for checksums only where S3 requires them, and
 * S3 requires none for what Genkan calls; SigV4 signs a SHA-256 of every body.
 */
export const NODE_REQUEST_CHECKSUM_CALCULATION_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  default: 'WHEN_REQUIRED',
};

export const NODE_RESPONSE_CHECKSUM_VALIDATION_CONFIG_OPTIONS =
  NODE_REQUEST_CHECKSUM_CALCULATION_CONFIG_OPTIONS;

export const resolveFlexibleChecksumsConfig = <Config>(config: Config): Config => config;

export const getFlexibleChecksumsPlugin = () => ({ applyToStack: () => undefined });
