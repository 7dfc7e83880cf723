import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openPage } from '../testing/dom.ts';
import { ANIMATION, ERROR_CONTAINERS, isPageError } from './error-containers.ts';

const css = readFileSync(new URL('../../entrypoints/error-containers.css', import.meta.url), 'utf8');

test('the style sheet watches exactly these places, by this animation', () => {
  const [, named = '', others = ''] =
    /\[class\*="awsui"\]:is\(([^{]*)\):not\(#_#_\),([^{]*):not\(#_#_\) \{/.exec(css) ?? [];
  const places = [...named.split(','), others].map((selector) => selector.trim());
  expect(places).toEqual([...ERROR_CONTAINERS]);
  expect(places.slice(0, -1).filter((selector) => !selector.includes('[class*="awsui'))).toEqual([]);
  expect(css).toContain(`@keyframes ${ANIMATION} {`);
  expect(css).toContain(`animation: ${ANIMATION} `);
});

describe('markup in the console', () => {
  // Class names as Cloudscape 3.0 renders them.
  test.each([
    '<div class="awsui_flash_1q84n_oiqxc_13 awsui_flash-type-error_1q84n_oiqxc_747" id="x">No</div>',
    '<div class="awsui_root_mx3cw_1vb5b_84"><div class="awsui_alert_mx3cw_1vb5b_13" id="x">No</div></div>',
    '<span class="awsui_root_1cbgc_1gw3w_63 awsui_status-error_1cbgc_1gw3w_72" id="x">No</span>',
    '<table><tbody><tr><td colspan="3" class="awsui_cell-merged_wih1l_1xi6i_103"><div class="awsui_empty_wih1l_1xi6i_131" id="x">No</div></td></tr></tbody></table>',
    '<div role="alert" id="x">No</div>',
    '<div class="awsui-flash awsui-flash-type-error" id="x">No</div>',
  ])('is an error container: %s', (html) => {
    const { document } = openPage(html).window;
    const element = document.getElementById('x');
    expect(element && ERROR_CONTAINERS.some((selector) => element.matches(selector))).toBe(true);
    expect(element && isPageError(element)).toBe(true);
  });

  test.each([
    '<table><tbody><tr><td><span class="awsui_status-error_1" id="x">AccessDenied</span></td></tr></tbody></table>',
    '<div role="grid"><div role="gridcell"><div role="alert" id="x">AccessDenied</div></div></div>',
    '<pre><span role="alert" id="x">AccessDenied</span></pre>',
    '<div class="monaco-editor"><div role="alert" id="x">AccessDenied</div></div>',
    '<div class="ace_editor"><div class="ace_error" role="alert" id="x">AccessDenied</div></div>',
    '<div contenteditable="true"><div role="alert" id="x">AccessDenied</div></div>',
    '<div class="awsui_help-panel_1d237"><div class="awsui_alert_mx3cw" id="x">AccessDenied</div></div>',
    '<div role="log"><div role="alert" id="x">AccessDenied</div></div>',
    '<div class="terminal xterm"><div role="alert" id="x">AccessDenied</div></div>',
  ])('quotes: %s', (html) => {
    const element = openPage(html).window.document.getElementById('x');
    expect(element && isPageError(element)).toBe(false);
  });
});
