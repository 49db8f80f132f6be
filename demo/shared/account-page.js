import { element } from './dom.js';
import { offerPeople } from './people.js';
import { readAs, say, translate } from './reading.js';

/**
 * What a page of ours has to know about the account service: who is signed in,
 * and when that changes. All the rest is the account elements' own business.
 *
 * `open(account)` shows the page, `redraw()` shows it in another language,
 * `clear()` takes everything personal away. Where a page has them, `lockdown()`
 * shows what takes an account back, and `undo()` what brings an old e-mail address back.
 */
export function accountPage({ open, redraw, clear, lockdown, undo }) {
  const menu = document.querySelector('profile-menu');
  // Out of a template: whoever is signed in has no need for its script.
  const formPlace = document.querySelector('.sign-in-panel');
  const form = document.importNode(formPlace.querySelector('template').content, true).querySelector('sign-in-form');
  const notice = form.querySelector('.notice');
  const people = document.querySelector('.people');
  const views = [...document.querySelectorAll('.view')];
  const again = element('dialog', { class: 'again', 'aria-labelledby': 'sign-in-heading' });
  formPlace.closest('account-provider').append(again);
  let account = null;

  /** Shows one view, by its name. */
  function show(name) {
    for (const view of views) view.hidden = view.dataset.view !== name;
    const isSignIn = name === 'sign-in';
    document.documentElement.classList.toggle('signed-out', isSignIn);
    // Away from the page the form forgets whose it was.
    if (isSignIn && form.parentElement !== formPlace) {
      formPlace.append(form);
      translate(form);
    }
    if (!isSignIn) form.remove();
    menu.hidden = account === null;
  }

  async function start(messageWhenSignedOut = '') {
    try {
      account = await whoIsSignedIn();
      if (!account) return leave(messageWhenSignedOut);
      readAs(account.locale);
      await open(account);
      isConfirmed(true);
    } catch (error) {
      console.error(error);
      show('problem');
    }
  }

  /** The address stays as it is, so that whoever signs in continues there. */
  function leave(message) {
    account = null;
    if (again.open) again.close();
    clear();
    readAs(null);
    show('sign-in');
    void offerPeople(people, form);
    isConfirmed(true);
    notice.textContent = message && say(message);
    document.title = `${say('Sign in')} · Certificate Manager`;
  }

  document.addEventListener('signed-in', async (event) => {
    if (again.open) {
      if (event.account.id !== account.id) return location.reload();
      // The same person: everything is still where they left it.
      again.close();
      return;
    }
    // The form has nothing to say any more; what is around it stays where it is until the page comes.
    formPlace.style.minBlockSize = `${formPlace.offsetHeight}px`;
    await start();
    formPlace.style.minBlockSize = '';
    // The form that had the focus is gone: reading goes on at the page's heading.
    if (!document.querySelector('dialog[open]')) {
      views
        .find((view) => !view.hidden)
        ?.querySelector('h1, account-portal')
        ?.focus({ preventScroll: true });
    }
  });
  document.addEventListener('signed-out', () => {
    if (account) leave('You are signed out.');
  });
  // Whoever left reads until when the account can be kept, where they asked for it, until they want to sign in.
  document.addEventListener('account-deletion-requested', ({ target }) => {
    show(target.closest('.view').dataset.view);
    document.title = `${say('Account')} · Lindholm Freight`;
  });
  // Whoever brought their old address back was signed out with that, and reads so.
  document.addEventListener('email-change-undone', ({ target }) => show(target.closest('.view').dataset.view));
  // The elements found that the session has ended. Above the page, so that nothing typed is lost.
  document.addEventListener('sign-in-request', () => {
    if (again.open) return;
    if (!account) {
      leave('');
      form.focus();
      return;
    }
    again.append(form);
    translate(form);
    form.email = account.email;
    notice.textContent = say('Your session has ended. Sign in to continue where you were.');
    again.showModal();
    void focusPassword(form);
  });
  again.addEventListener('close', () => {
    form.email = '';
    form.remove();
  });
  document.addEventListener('locale-changed', ({ locale }) => {
    if (!account) return;
    readAs(locale);
    redraw();
  });
  // The browser may keep the page as it is when it is left, and show it to whoever comes back.
  window.addEventListener('pagehide', ({ persisted }) => isConfirmed(!persisted));
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    isConfirmed(false);
    void start();
  });
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector('main').focus();
  });
  document.querySelector('[data-retry]').addEventListener('click', () => start());

  // *This wasn't me* of a mail: whoever presses it may be signed in or not.
  const isLockdown = () => lockdown !== undefined && location.hash.startsWith('#not-me=');
  const openLockdown = () => {
    lockdown(show);
    isConfirmed(true);
  };
  window.addEventListener('hashchange', () => isLockdown() && openLockdown());

  readAs(null);
  if (isLockdown()) {
    openLockdown();
    return { show, menu };
  }
  // Whoever is signed in: the link of a mail is for the sign-in form.
  if (location.hash.startsWith('#reset-password=')) leave('');
  // Another one is for whoever had an address before, who may be signed out.
  else if (location.hash.startsWith('#undo-email=') && undo) {
    show('undo');
    undo();
    isConfirmed(true);
  } else void start(location.hash.length > 2 ? 'Sign in to open the page you asked for.' : '');

  return { show, menu };
}

/** What the page itself shows is hidden until it is known who looks at it. */
function isConfirmed(known) {
  document.documentElement.classList.toggle('unconfirmed', !known);
}

/** Its script may be on its way. */
async function focusPassword(form) {
  await customElements.whenDefined('sign-in-form');
  await form.updateComplete;
  form.querySelector("input[name='password']")?.focus();
}

async function whoIsSignedIn() {
  const response = await fetch('/api/account/account', { headers: { accept: 'application/json' }, cache: 'no-store' });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The account service answered ${response.status}`);
  return response.json();
}
