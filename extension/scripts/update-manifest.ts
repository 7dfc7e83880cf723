/** The add-on id of the manifest (wxt.config.ts). */
const FIREFOX_ID = 'genkan@genkan.dev';

interface Release {
  /** Where the packages are, without a slash at the end. */
  readonly base: string;
  readonly version: string;
}

/** https://extensionworkshop.com/documentation/manage/updating-your-extension/ */
export function firefoxUpdates({ base, version }: Release): string {
  const update = { version, update_link: `${base}/genkan-${version}-firefox.xpi` };
  return `${JSON.stringify({ addons: { [FIREFOX_ID]: { updates: [update] } } }, null, 2)}\n`;
}

/** https://developer.chrome.com/docs/extensions/how-to/distribute/host-on-linux#update_manifest */
export function chromiumUpdates({ base, version, extensionId }: Release & { extensionId: string }): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${escapeXml(extensionId)}">
    <updatecheck codebase="${escapeXml(`${base}/genkan-${version}-chrome.crx`)}" version="${escapeXml(version)}" />
  </app>
</gupdate>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
