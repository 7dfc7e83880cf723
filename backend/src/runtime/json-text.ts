import * as v from 'valibot';

/** A text that must be JSON of this shape. */
export function jsonText<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(v.string(), v.parseJson(), schema);
}
