import { httpClient } from 'account-elements/client';
import { api } from 'account-elements/contract';
import type {} from 'account-elements/jsx';
import { useEffect, useState } from 'react';

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
    <account-provider client={client} theme={dark ? 'dark' : 'light'} onsigned-out={() => setName(null)}>
      {name === null && <sign-in-form onsigned-in={({ account }) => setName(account.firstName)}></sign-in-form>}
      {name && (
        <>
          <header>
            <h1>Hello, {name}</h1>
            <profile-menu></profile-menu>
            <button type="button" onClick={() => setDark(!dark)}>
              Dark
            </button>
            <button type="button" onClick={() => setCount(count + 1)}>
              Count {count}
            </button>
            <p role="note">Saved: {saved}</p>
          </header>
          <profile-form onprofile-saved={({ profile }) => setSaved(profile.title)}></profile-form>
          <session-list></session-list>
        </>
      )}
    </account-provider>
  );
}
