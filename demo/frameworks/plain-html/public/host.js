const find = (selector) => document.querySelector(selector);
const provider = find('account-provider');

function show(name) {
  find('sign-in-form').hidden = name !== undefined;
  find('main').hidden = name === undefined;
  find('h1').textContent = `Hello, ${name}`;
}

provider.addEventListener('signed-in', ({ account }) => show(account.firstName));
provider.addEventListener('signed-out', () => show());
provider.addEventListener('profile-saved', ({ profile }) => {
  find('[role=note]').textContent = `Saved: ${profile.title}`;
});
find('#dark').addEventListener('click', () => {
  provider.theme = provider.theme === 'dark' ? 'light' : 'dark';
});
let count = 0;
find('#count').addEventListener('click', ({ currentTarget }) => {
  currentTarget.textContent = `Count ${++count}`;
});

const answer = await fetch('/api/account/account');
show(answer.ok ? (await answer.json()).firstName : undefined);
