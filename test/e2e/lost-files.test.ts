import { describe, it } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';

// What is fetched only when somebody presses a button may not come.

const { visitAs } = await atTheDemo();

const PRESSES = [
  { button: 'Change password', file: 'form', opens: 'password-change input[name="newPassword"]' },
  { button: 'Set up passkey', file: 'registration', opens: 'passkey-setup form' },
];

describe('Account portal: a file that does not come', () => {
  for (const { button, file, opens } of PRESSES) {
    it(`after “${button}”: it says what to do, and the next press tries again`, async () => {
      const me = await visitAs('ada@example.com', '/account/#/security');
      await me.find('button', button);
      let lost = true;
      await me.page.setRequestInterception(true);
      me.page.on('request', (request) => {
        const ours = request.url().includes(`/chunks/${file}-`);
        const answered = lost && ours ? request.abort('connectionreset') : request.continue();
        // What is cancelled meanwhile needs no answer.
        answered.catch(() => undefined);
      });
      await me.click('button', button);
      await me.waitForText('Check your network and try again.');
      lost = false;
      await me.click('button', button);
      await me.page.waitForSelector(opens);
    });
  }
});
