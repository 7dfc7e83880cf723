const inline = (picture: Buffer) => `data:image/png;base64,${picture.toString('base64')}`;

/** A page that shows one picture dimmed, and the other in its top right corner as a browser shows a popup. */
export function overlay(behind: Buffer, front: Buffer): string {
  return `<!doctype html>
<style>
  body { margin: 0; overflow: hidden }
  .behind { position: absolute; inset: 0; width: 1280px; filter: brightness(0.72) }
  .front { position: absolute; top: 14px; right: 60px; border-radius: 12px; box-shadow: 0 12px 40px #0009 }
</style>
<img class="behind" src="${inline(behind)}" alt="">
<img class="front" src="${inline(front)}" alt="">`;
}
