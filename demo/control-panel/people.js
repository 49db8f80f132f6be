import { currentCode } from '../shared/authenticator.js';
import { element } from '../shared/dom.js';
import { say } from '../shared/reading.js';
import { button, group } from './parts.js';

/** Who is signed in, with one click, and what happens to their session. */
export function people() {
  const list = element('div', { class: 'demo-row' });
  const outcome = element('p', { class: 'demo-note', role: 'status' });
  const tell = (sentence) => (outcome.textContent = say(sentence));

  const become = async (person) => {
    tell('');
    await ask('POST', '/api/account/sign-out');
    const { email, password, authenticatorKey } = person;
    let answer = await ask('POST', '/api/account/sign-in/password', { email, password });
    if (answer.ok && authenticatorKey) {
      answer = await ask('POST', '/api/account/sign-in/code', { code: await currentCode(authenticatorKey) });
    }
    if (answer.ok) location.reload();
    else tell('That did not work. A code counts once: try again in half a minute.');
  };
  void fetch('/demo/people').then(async (response) => {
    for (const person of await response.json()) {
      list.append(
        element(
          'button',
          { class: 'demo-button', type: 'button', title: person.about, onclick: () => become(person) },
          person.name,
        ),
      );
    }
  });

  return [
    group('Signed in as', list, outcome),
    group(
      'Session',
      element(
        'div',
        { class: 'demo-row' },
        button('End my session', async () => {
          await ask('POST', '/demo/controls/end-session');
          tell('Your session has ended. The page finds out when it asks for something.');
        }),
        button('Ask again who I am', async () => {
          const { ok } = await ask('DELETE', '/api/account/reauth');
          tell(ok ? 'The next sensitive step asks who you are.' : 'Nobody is signed in.');
        }),
      ),
    ),
  ];
}

/** As the application on this page, and not through its client: what is on screen shall find out by itself. */
function ask(method, path, body) {
  const client = document.querySelector('account-provider').getAttribute('client-id');
  return fetch(path, {
    method,
    headers: { 'account-client': client, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}
