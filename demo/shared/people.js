import { currentCode } from './authenticator.js';
import { element } from './dom.js';
import { say } from './reading.js';

/**
 * The seeded people, on the sign-in page of the demo: a click fills the form in.
 * Its fields are ordinary inputs on this page, so that is all it takes.
 */
export async function offerPeople(aside, form) {
  if (!aside.hidden) return;
  const response = await fetch('/demo/people').catch(() => undefined);
  if (!response?.ok) return;
  const people = await response.json();
  const choose = (person) => {
    for (const [name, value] of [
      ['email', person.email],
      ['password', person.password],
    ]) {
      const input = form.querySelector(`input[name='${name}']`);
      if (!input) continue;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    [...form.querySelectorAll('button')].find(({ type }) => type === 'submit')?.focus();
  };
  const choices = people.map((person) =>
    element(
      'li',
      {},
      element(
        'button',
        { class: 'person-choice', type: 'button', onclick: () => choose(person) },
        element('span', { class: 'person-name' }, person.name),
        element('span', { class: 'person-about', 'data-t': true }, person.about),
        element('span', { class: 'person-about' }, person.email),
        person.authenticatorKey && codeOf(person.authenticatorKey, aside),
      ),
    ),
  );
  aside.querySelector('ul').replaceChildren(...choices);
  for (const about of aside.querySelectorAll('[data-t]')) {
    about.dataset.english ??= about.textContent;
    about.textContent = say(about.dataset.english);
  }
  aside.hidden = false;
}

/** What the person's telephone would show, for as long as the sign-in page is looked at. */
function codeOf(key, aside) {
  const line = element('span', { class: 'person-about person-code' });
  const show = async () => {
    // Away from the page, and while nobody looks at it, no code is worked out.
    if (aside.checkVisibility()) {
      const code = await currentCode(key);
      line.textContent = say('Code from the app: {code}', {
        code: `${code.slice(0, 3)} ${code.slice(3)}`,
      });
    }
    setTimeout(show, 1000);
  };
  setTimeout(show);
  return line;
}
