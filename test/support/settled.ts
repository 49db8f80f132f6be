// Waiting for Lit elements, in tests and in the pages that tests open.

/** All elements inside, through open shadow roots. */
export function* deepElements(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deepElements(element.shadowRoot);
  }
}

/** Waits until no Lit element inside has an update to do, however often one update causes another. */
export async function settled(root: ParentNode = document.body): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    for (const element of deepElements(root)) await (element as Updating).updateComplete;
    await nextFrame();
    if ([...deepElements(root)].every((element) => !(element as Updating).isUpdatePending)) return;
  }
}
type Updating = Element & { updateComplete?: Promise<boolean>; isUpdatePending?: boolean };

export const nextFrame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));
