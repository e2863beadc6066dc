// Turns what a page shows into what it should show, node by node: whatever stays the same is not
// touched, so that the reader keeps his place, what he opened, marked and typed.

// What the page's script fills by itself, and what a reader has opened.
const OWN = '.chart, [data-mark-words], [data-fills]';
const KEPT: ReadonlySet<string> = new Set(['open']);

const isElement = (node: Node | null): node is Element => node instanceof Element;

const idOf = (node: Node | null): string => (isElement(node) ? node.id : '');

const isLike = (a: Node, b: Node): boolean =>
  a.nodeType === b.nodeType && a.nodeName === b.nodeName && idOf(a) === idOf(b);

const alikeAttributes = (from: Element, to: Element): void => {
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && !KEPT.has(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes)
    if (!KEPT.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
};

const alike = (from: Node, to: Node): void => {
  if (!isElement(from) || !isElement(to)) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  alikeAttributes(from, to);
  if (!from.matches(OWN)) morph(from, to);
};

const withId = (parent: ParentNode, id: string): Element | undefined =>
  id === '' ? undefined : [...parent.children].find((child) => child.id === id);

// The node of `from` that is to become `wanted`, put in its place; none where there is no such one.
const placed = (from: ParentNode & Node, wanted: Node, at: ChildNode | null): Node | null => {
  if (at !== null && isLike(at, wanted)) return at;
  const elsewhere = withId(from, idOf(wanted));
  if (elsewhere === undefined || !isLike(elsewhere, wanted)) return null;
  from.insertBefore(elsewhere, at);
  return elsewhere;
};

/** Makes the children of `from` like those of `to`. */
export const morph = (from: ParentNode & Node, to: ParentNode & Node): void => {
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const found = placed(from, wanted, at);
    if (found === null) {
      const isWantedLater = withId(to, idOf(at)) !== undefined;
      const made = document.importNode(wanted, true);
      if (at === null || isWantedLater) from.insertBefore(made, at);
      else at.replaceWith(made);
      at = made.nextSibling;
    } else {
      alike(found, wanted);
      at = found.nextSibling;
    }
  }
  while (at !== null) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
};

/** Makes the children of an element like some markup that this program made. */
export const morphInto = (element: Element, markup: string): void => {
  const template = document.createElement('template');
  template.innerHTML = markup;
  morph(element, template.content);
};
