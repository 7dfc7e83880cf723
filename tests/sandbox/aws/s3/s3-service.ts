import type { Service } from '../wire.ts';
import { s3Address } from './s3-address.ts';
import { notImplemented } from './s3-errors.ts';
import { s3Failure } from './s3-failure.ts';
import { BUCKET_OPERATIONS, OBJECT_OPERATIONS, SERVICE_OPERATIONS } from './s3-operations.ts';
import type { Storage } from './storage.ts';

/** Query parameters that do not select the operation. */
const NEUTRAL = new Set(['x-id']);

/** S3 on the wire: REST and XML over the state machine. */
export function s3Service(storage: Storage): Service {
  return {
    recognise(request) {
      const { bucket, key } = s3Address(request);
      const table = bucket === '' ? SERVICE_OPERATIONS : key === '' ? BUCKET_OPERATIONS : OBJECT_OPERATIONS;
      const parameters = [...request.query.keys()].filter((name) => !NEUTRAL.has(name));
      const operation = table.find(
        (one) =>
          one.method === request.method &&
          (one.subresource === undefined || parameters.includes(one.subresource)) &&
          parameters.every((name) => name === one.subresource || one.parameters?.includes(name)),
      );
      if (operation === undefined) throw notImplemented(`${request.method} ${parameters.join('&')}`.trim());
      const unknown = Object.keys(request.headers).find(
        (name) => /^(if-|range$|x-amz-copy-source)/.test(name) && !operation.conditions?.includes(name),
      );
      if (unknown !== undefined) throw notImplemented(unknown);
      return {
        service: 's3',
        operation: operation.name,
        resource: key === '' ? bucket : `${bucket}/${key}`,
        isWrite: request.method === 'PUT' || request.method === 'DELETE',
        run(requestId) {
          const response = operation.run({ storage, bucket, key, request });
          return { ...response, headers: { ...response.headers, 'x-amz-request-id': requestId } };
        },
      };
    },
    failure: s3Failure,
  };
}
