// What a screen reader would find, by axe's own computation of roles, names
// and visibility, which knows shadow roots and slots.

import 'axe-core/axe.min.js';
import type { AxeResults, RunOptions } from 'axe-core';

interface VirtualNode {
  readonly actualNode: Element;
}

interface Axe {
  run(context: Element, options: RunOptions): Promise<AxeResults>;
  setup(root: Element): VirtualNode;
  teardown(): void;
  utils: { querySelectorAll(tree: VirtualNode, selector: string): VirtualNode[] };
  commons: {
    aria: { getRole(node: VirtualNode): string | null };
    dom: { isVisibleToScreenReaders(node: VirtualNode): boolean };
    text: { accessibleTextVirtual(node: VirtualNode): string };
  };
}

const axe = (globalThis as unknown as { axe: Axe }).axe;

/** Every A and AA rule of WCAG 2.0 to 2.2, target size included. */
export const WCAG_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with what axe finds wrong with an element and all inside it. */
export async function expectAccessible(element: Element = document.body): Promise<void> {
  const { violations } = await axe.run(element, {
    runOnly: WCAG_AA,
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary ?? ''}`),
  );
  if (found.length > 0) throw new Error(`axe found ${found.length}:\n\n${found.join('\n\n')}`);
}

/** All that have a role, and a name when one is asked for: a text is the whole name, an expression a part of it. */
export function allByRole(role: string, name?: string | RegExp, root: Element = document.body): HTMLElement[] {
  const tree = axe.setup(root);
  try {
    const nodes = axe.utils.querySelectorAll(tree, '*').filter((node) => {
      if (axe.commons.aria.getRole(node) !== role || !axe.commons.dom.isVisibleToScreenReaders(node)) return false;
      if (name === undefined) return true;
      const text = axe.commons.text.accessibleTextVirtual(node).replaceAll(/\s+/g, ' ').trim();
      return typeof name === 'string' ? text === name : name.test(text);
    });
    return nodes.map((node) => node.actualNode as HTMLElement);
  } finally {
    axe.teardown();
  }
}

/** The one that has a role and a name. */
export function byRole<E extends HTMLElement = HTMLElement>(
  role: string,
  name?: string | RegExp,
  root: Element = document.body,
): E {
  const found = allByRole(role, name, root);
  if (found.length !== 1) throw new Error(`${found.length} elements have the role ${role} and the name ${name}`);
  return found[0] as E;
}
