/** Rendering: the document that should be live, which addresses it allows, and what neither baseline nor leases explain in it. */
export { findDrift } from './render/drift.ts';
export { type Access, explainAccess } from './render/explain.ts';
export { renderGrant, renderReset } from './render/render.ts';
export type { RenderLease, RenderOptions, RenderRefusal, RenderResult } from './render/types.ts';
