type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const controlsOf = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (control): control is Control =>
      control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement,
  );

/** What the form holds, by name. */
export function formValues(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  for (const control of controlsOf(form)) if (control.name) values[control.name] = valueOf(control);
  return values;
}

/** The names of the fields that the person changed: the browser remembers what each held before. */
export const changedFields = (form: HTMLFormElement): string[] =>
  controlsOf(form)
    .filter((control) => control.name && valueOf(control) !== defaultOf(control))
    .map((control) => control.name);

const isCheckbox = (control: Control): control is HTMLInputElement => control.type === 'checkbox';

/** A checkbox that is not checked holds nothing. */
const valueOf = (control: Control): string => (isCheckbox(control) && !control.checked ? '' : control.value);

function defaultOf(control: Control): string {
  if (isCheckbox(control)) return control.defaultChecked ? control.value : '';
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  const options = [...control.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? '';
}
