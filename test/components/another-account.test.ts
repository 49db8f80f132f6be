import { expect } from 'chai';
import { html } from 'lit';
import '../../components/profile-form/define.ts';
import type { Exchange } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import { profile as profileApi, type ProfileChange } from '../../components/contract/profile.ts';
import { adasProfile, ourServer } from '../../components/testing/samples.ts';
import { fill } from '../../stories/support/fill.ts';
import { byRole } from '../support/accessibility.ts';
import { fixture, settled, until } from '../support/browser.ts';

const bobsProfile = { ...adasProfile, city: 'Bergen' };

/** A backend whose session another tab may change, with nobody to tell this one. */
function backend() {
  const saved: ProfileChange[] = [];
  let who = 'ada';
  /** As our server does it. */
  const admit = ({ account, answeredFor }: Exchange) => {
    if (who === '') throw new Problem('unauthenticated');
    answeredFor(who);
    if (account !== undefined && account !== who) throw new Problem('another-account');
  };
  const client = createClient({
    capabilities: { get: () => ourServer },
    profile: {
      get(_, exchange) {
        admit(exchange);
        return who === 'ada' ? adasProfile : bobsProfile;
      },
      update({ body }, exchange) {
        admit(exchange);
        saved.push(body);
        return adasProfile;
      },
    },
  });
  return { client, saved, signIn: (name: string) => (who = name) };
}

async function formOf(client: ReturnType<typeof backend>['client']): Promise<HTMLElement> {
  const element = await fixture<HTMLElement>(html`<profile-form .client=${client}></profile-form>`);
  await until(() => element.querySelector('form'));
  fill(element.querySelector('form')!, { city: 'Linz' });
  return element;
}
const city = (element: HTMLElement) => element.querySelector<HTMLInputElement>('[name=city]')?.value;

describe('a form that somebody left open, in a browser where another one signed in since', () => {
  it('saves nothing of the one to the other, says so, and shows the other what is theirs', async () => {
    const { client, saved, signIn } = backend();
    const element = await formOf(client);
    signIn('bob');
    byRole('button', 'Save', element).click();
    await until(() => city(element) === 'Bergen');
    expect(saved).to.deep.equal([]);
    expect(element.querySelector('[role=alert]')!.textContent).to.include('somebody else has signed in');
  });

  it('nor after the session ended in between, when the other one looks at the page first', async () => {
    const { client, saved, signIn } = backend();
    const element = await formOf(client);
    signIn('');
    byRole('button', 'Save', element).click();
    await until(() => element.querySelector('[role=alert]')!.textContent.includes('signed out'));
    expect(city(element)).to.equal('Linz');
    signIn('bob');
    byRole('button', 'Save', element).click();
    await until(() => city(element) === 'Bergen');
    expect(saved).to.deep.equal([]);
  });

  it('keeps what was typed when it is the same one who signs in again', async () => {
    const { client, saved, signIn } = backend();
    const element = await formOf(client);
    signIn('');
    byRole('button', 'Save', element).click();
    await settled();
    signIn('ada');
    byRole('button', 'Save', element).click();
    await until(() => saved.length > 0);
    expect(saved).to.deep.equal([{ city: 'Linz' }]);
  });

  it('takes an answer that is late for what it is: about the one before', async () => {
    const { client, signIn } = backend();
    const heard: string[] = [];
    await client.send(profileApi.get, {});
    const late = client.send(profileApi.get, {});
    signIn('bob');
    client.addEventListener('signed-out', () => heard.push('signed-out'));
    await client.send(profileApi.update, { version: '1', body: {} }).catch(() => undefined);
    await late;
    expect((await client.send(profileApi.get, {})).city).to.equal('Bergen');
    expect(heard).to.deep.equal(['signed-out']);
  });
});

describe('what several elements want to know at once', () => {
  /** A backend that counts what it is asked, and answers when told to. */
  function slow() {
    const asked: AbortSignal[] = [];
    const answers: (() => void)[] = [];
    const client = createClient({
      profile: {
        get(_, { signal }) {
          asked.push(signal!);
          return new Promise((resolve) => answers.push(() => resolve(adasProfile)));
        },
        update: () => adasProfile,
      },
    });
    return { client, asked, answer: () => answers.splice(0).forEach((answer) => answer()) };
  }

  it('is asked once', async () => {
    const { client, asked, answer } = slow();
    const both = Promise.all([client.send(profileApi.get, {}), client.send(profileApi.get, {})]);
    expect(asked).to.have.length(1);
    answer();
    expect(await both).to.deep.equal([adasProfile, adasProfile]);
  });

  it('is asked anew after a write, and when the answer was there', async () => {
    const { client, asked, answer } = slow();
    const before = client.send(profileApi.get, {});
    await client.send(profileApi.update, { version: '1', body: {} });
    const after = client.send(profileApi.get, {});
    expect(asked).to.have.length(2);
    answer();
    await Promise.all([before, after]);
    void client.send(profileApi.get, {});
    expect(asked).to.have.length(3);
    answer();
  });

  it('goes on for the others when one of them leaves, and ends with the last', async () => {
    const { client, asked, answer } = slow();
    const [first, second] = [new AbortController(), new AbortController()];
    const left = client.send(profileApi.get, {}, { signal: first.signal }).catch(() => 'left');
    const stays = client.send(profileApi.get, {}, { signal: second.signal });
    first.abort();
    expect(await left).to.equal('left');
    expect(asked[0]!.aborted).to.equal(false);
    answer();
    expect(await stays).to.equal(adasProfile);

    const third = new AbortController();
    const alone = client.send(profileApi.get, {}, { signal: third.signal }).catch(() => 'left');
    third.abort();
    expect(await alone).to.equal('left');
    expect(asked[1]!.aborted).to.equal(true);
  });
});
