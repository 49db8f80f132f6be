import { httpClient } from 'account-elements/client';
import { api } from 'account-elements/contract';
import { useEffect, useState } from 'react';
import { AccountProvider, ProfileForm, ProfileMenu, SessionList, SignInForm } from './account';

const client = httpClient('/api/account');

export function Host() {
  const [name, setName] = useState<string | null>();
  const [saved, setSaved] = useState('');
  const [dark, setDark] = useState(false);
  const [count, setCount] = useState(0);

  useEffect(() => {
    client.send(api.account.get, {}).then(
      ({ firstName }) => setName(firstName),
      () => setName(null),
    );
  }, []);

  return (
    <AccountProvider client={client} theme={dark ? 'dark' : 'light'}>
      {!name && <SignInForm onSignedIn={({ account }) => setName(account.firstName)} />}
      {name && (
        <>
          <header>
            <h1>Hello, {name}</h1>
            <ProfileMenu onSignedOut={() => setName(null)} />
            <button type="button" onClick={() => setDark(!dark)}>
              Dark
            </button>
            <button type="button" onClick={() => setCount(count + 1)}>
              Count {count}
            </button>
            <p role="note">Saved: {saved}</p>
          </header>
          <ProfileForm onProfileSaved={({ profile }) => setSaved(profile.title)} />
          <SessionList />
        </>
      )}
    </AccountProvider>
  );
}
