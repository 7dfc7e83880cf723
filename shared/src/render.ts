/** Rendering: the document that should be live, who is let in by it, and what nobody explains in it. */
export { findDrift } from './render/drift.ts';
export { type Access, explainAccess } from './render/explain.ts';
export { renderGrant, renderReset } from './render/render.ts';
export type { RenderLease, RenderOptions, RenderRefusal, RenderResult } from './render/types.ts';
