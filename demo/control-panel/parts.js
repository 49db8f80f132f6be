import { element } from '../shared/dom.js';

/** A titled group of the panel. */
export const group = (title, ...children) =>
  element('fieldset', { class: 'demo-group' }, element('legend', { 'data-t': true }, title), ...children);

/** A sentence that follows the page's language. */
export const words = (sentence, attributes = {}) => element('span', { 'data-t': true, ...attributes }, sentence);

/** A labelled choice; `choices` are `[value, English sentence]`. */
export function choice(label, choices, value, onchange) {
  const select = element(
    'select',
    { onchange: () => onchange(select.value) },
    ...choices.map(([key, sentence]) =>
      element('option', { value: key, selected: key === value, 'data-t': true }, sentence),
    ),
  );
  return element('label', { class: 'demo-field' }, words(label), select);
}

export const button = (sentence, onclick) =>
  element('button', { class: 'demo-button', type: 'button', onclick, 'data-t': true }, sentence);

/** One thing that the visitor set, kept over reloads. */
export const stored = (name, otherwise = '') => localStorage.getItem(`demo-${name}`) ?? otherwise;
export const store = (name, value) => localStorage.setItem(`demo-${name}`, value);
