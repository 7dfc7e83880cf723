/** What an element holds: text, child elements, several elements of the same name, or nothing (then it is left out). */
export type XmlContent = string | number | boolean | undefined | XmlElements | readonly XmlContent[];

export interface XmlElements {
  readonly [name: string]: XmlContent;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An XML document with one root. A list becomes one element of its name per item; `undefined` is left out. */
export function xmlDocument(root: string, content: XmlElements, namespace?: string): string {
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `${DECLARATION}<${root}${attribute}>${xmlChildren(content)}</${root}>`;
}

function xmlChildren(elements: XmlElements): string {
  return Object.entries(elements)
    .map(([name, content]) => xmlElement(name, content))
    .join('');
}

function xmlElement(name: string, content: XmlContent): string {
  if (content === undefined) return '';
  if (isList(content)) return content.map((item) => xmlElement(name, item)).join('');
  const inner = typeof content === 'object' ? xmlChildren(content) : escapeText(String(content));
  return `<${name}>${inner}</${name}>`;
}

function isList(content: XmlContent): content is readonly XmlContent[] {
  return Array.isArray(content);
}

/** Escapes text; carriage returns too, because an XML parser would turn them into line feeds. */
function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
