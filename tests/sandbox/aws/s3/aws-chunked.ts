import { invalidArgument } from './s3-errors.ts';

export interface DecodedBody {
  readonly body: Uint8Array;
  /** Trailing headers, names in lower case; the SDK sends the checksum there when it streams. */
  readonly trailers: Readonly<Record<string, string>>;
}

const CRLF = Buffer.from('\r\n');

/** Decodes a body in `aws-chunked` content encoding: sized (and maybe signed) chunks, then trailers. */
export function decodeAwsChunked(encoded: Uint8Array): DecodedBody {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = bytes.indexOf(CRLF, position);
    const size = /^([0-9a-f]+)(;.*)?$/i.exec(bytes.toString('latin1', position, Math.max(lineEnd, 0)))?.[1];
    if (lineEnd === -1 || size === undefined)
      throw invalidArgument('The body is not valid aws-chunked encoding');
    position = lineEnd + CRLF.length;
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    chunks.push(bytes.subarray(position, position + length));
    position += length + CRLF.length;
  }
  return { body: Buffer.concat(chunks), trailers: parseTrailers(bytes.toString('latin1', position)) };
}

function parseTrailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
