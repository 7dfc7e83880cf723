/**
 * Whether a person can see what a click would press. A page's script cannot press the button, but it could make a person
 * press it unawares: by something drawn over it, or by a prompt that is made invisible (clickjacking). Nothing of a page
 * can cover what is in the top layer but other parts of the top layer.
 */
export function isSeen(host: HTMLElement, button: Element): boolean {
  const document = host.ownerDocument;
  const { left, top, width, height } = button.getBoundingClientRect();
  // A click at any of these points of the button reaches the prompt.
  const reached = [0.1, 0.5, 0.9].every(
    (part) => document.elementFromPoint(left + width * part, top + height * part) === host,
  );
  return (
    reached &&
    host.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    // What lets the pointer through does not show in `elementFromPoint`.
    ![...document.querySelectorAll(':popover-open,dialog:modal,:fullscreen')].some((other) => {
      const box = other.getBoundingClientRect();
      return (
        other !== host &&
        !other.contains(host) &&
        box.left < left + width &&
        box.right > left &&
        box.top < top + height &&
        box.bottom > top
      );
    })
  );
}
