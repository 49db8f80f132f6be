/** Types into fields of a form by name, as far as a form can tell. */
export function fill(form: HTMLFormElement, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements.namedItem(name) as HTMLInputElement;
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** The form that an element shows, as soon as it does. */
export async function formOf(root: ParentNode, selector = 'form'): Promise<HTMLFormElement> {
  for (;;) {
    const form = root.querySelector<HTMLFormElement>(selector);
    if (form) return form;
    await new Promise(requestAnimationFrame);
  }
}

/** A story's `play`: types and saves. */
export const fillAndSave =
  (values: Readonly<Record<string, string>>) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const form = await formOf(canvasElement);
    fill(form, values);
    // As people do: not in the very moment in which the last field was changed.
    await new Promise(requestAnimationFrame);
    form.requestSubmit();
  };
