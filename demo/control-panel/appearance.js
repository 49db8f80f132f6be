import { element } from '../shared/dom.js';
import { insistOn } from '../shared/reading.js';
import { choice, group, store, stored, words } from './parts.js';

const NARROWEST = 280;
const WIDEST = 1200;

const root = document.documentElement;
const provider = document.querySelector('account-provider');

const settings = {
  language: setLanguage,
  direction: (value) => setAttribute('dir', value),
  theme: (value) => setAttribute('data-demo-theme', value),
  density: (value) => setAttribute('data-demo-density', value),
};
// Before the page shows anything.
for (const [name, set] of Object.entries(settings)) set(stored(name));

/** How page and elements look and read, as a host would say it. */
export function appearance() {
  const select = (name, label, choices) =>
    choice(label, choices, stored(name), (value) => {
      store(name, value);
      settings[name](value);
      // What stands there already was said in the other language.
      if (name === 'language') location.reload();
    });
  return [
    group(
      'Appearance',
      select('theme', 'Colours', [
        ['', 'As the system'],
        ['light', 'Light'],
        ['dark', 'Dark'],
      ]),
      select('language', 'Language', [
        ['', 'As the person chose'],
        ['en', 'English'],
        ['de', 'Deutsch'],
      ]),
      select('direction', 'Direction of the page', [
        ['', 'Left to right'],
        ['rtl', 'Right to left'],
      ]),
      select('density', 'Density', [
        ['', 'As designed'],
        ['dense', 'Dense'],
        ['airy', 'Airy'],
      ]),
      width(),
    ),
  ];
}

function width() {
  const shown = element('output', {}, '');
  const slider = element('input', {
    type: 'range',
    min: String(NARROWEST),
    max: String(WIDEST),
    step: '10',
    value: stored('width', String(WIDEST)),
    oninput: () => {
      store('width', slider.value);
      apply();
    },
  });
  const apply = () => {
    const all = slider.value === String(WIDEST);
    shown.textContent = `${slider.value} px`;
    root.toggleAttribute('data-demo-narrow', !all);
    root.style.setProperty('--demo-width', `${slider.value}px`);
  };
  apply();
  return element('label', { class: 'demo-field' }, words('Room for the elements'), slider, shown);
}

function setLanguage(language) {
  insistOn(language);
  if (language) provider.lang = language;
  else provider.removeAttribute('lang');
}

function setAttribute(name, value) {
  if (value) root.setAttribute(name, value);
  else root.removeAttribute(name);
}
