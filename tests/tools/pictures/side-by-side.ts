/** The colours that a reader's system may ask for. */
export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

interface Captioned {
  readonly caption: string;
  readonly picture: Buffer;
}

/** GitHub's own colours behind a README, so that the picture has no edge. */
const COLOURS: Readonly<Record<Scheme, string>> = {
  light: 'background: #ffffff; color: #1f2328; --edge: #d1d9e0',
  dark: 'background: #0d1117; color: #f0f6fc; --edge: #3d444d',
};

/** A page that shows two pictures beside each other, each below its caption. */
export function sideBySide(scheme: Scheme, pictures: readonly [Captioned, Captioned]): string {
  const figures = pictures.map(
    ({ caption, picture }) =>
      `<figure><figcaption>${caption}</figcaption><img src="data:image/png;base64,${picture.toString('base64')}" alt=""></figure>`,
  );
  return `<!doctype html>
<style>
  html { overflow: hidden }
  body { margin: 0; padding: 12px; width: 1216px; display: flex; gap: 16px; font: 600 16px/24px system-ui, sans-serif; ${COLOURS[scheme]} }
  figure { margin: 0; width: 600px }
  figcaption { margin-bottom: 8px }
  img { display: block; box-sizing: border-box; width: 600px; border: 1px solid var(--edge); border-radius: 8px }
</style>
${figures.join('\n')}`;
}
