import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { describeDevice, type Device } from 'account-elements-server/devices/device-name.js';

/** A request's headers as the server sees them, or an old record's user agent alone. */
const headers = (all: Readonly<Record<string, string>>) => ({ get: (name: string) => all[name] ?? null });
const describe = (userAgent: string, hints: Readonly<Record<string, string>> = {}) =>
  describeDevice(headers({ 'user-agent': userAgent, ...hints }));

const short = ({ kind, access, program, system }: Device) => {
  const named = (of: Device['program']) => (of ? `${of.code}${of.version === null ? '' : ` ${of.version}`}` : '-');
  return `${kind}, ${access}: ${named(program)} on ${named(system)}`;
};

const CHROME = 'Chrome/154.0.0.0 Safari/537.36';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const WINDOWS = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} ${CHROME}`;
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} ${CHROME}`;
const ANDROID = `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/154.0.0.0 Mobile Safari/537.36`;
const MAC_SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6.1 Safari/605.1.15';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

const hintsOf = (brand: string, platform: string, platformVersion?: string) => ({
  'sec-ch-ua': `"Chromium";v="154", "${brand}";v="154", "Not.A/Brand";v="99"`,
  'sec-ch-ua-mobile': platform === 'Android' ? '?1' : '?0',
  'sec-ch-ua-platform': `"${platform}"`,
  ...(platformVersion !== undefined && { 'sec-ch-ua-platform-version': `"${platformVersion}"` }),
});

suite('a user agent alone names families, never the versions that browsers have frozen', () => {
  const expected: Readonly<Record<string, string>> = {
    [WINDOWS]: 'desktop, browser: chrome on windows',
    [MAC]: 'desktop, browser: chrome on macos',
    [ANDROID]: 'phone, browser: chrome on android',
    [ANDROID.replace(' Mobile', '')]: 'tablet, browser: chrome on android',
    [`${IPHONE} Version/26.6.1 Mobile/15E148 Safari/604.1`]: 'phone, browser: safari on ios',
    [`${IPHONE} CriOS/154.0.0.0 Mobile/15E148 Safari/604.1`]: 'phone, browser: chrome on ios',
    [`${IPHONE} FxiOS/155 Mobile/15E148 Version/26.4`]: 'phone, browser: firefox on ios',
    [`${IPHONE} EdgiOS/150.0.4078.81 Version/26.0 Mobile/15E148 Safari/604.1`]: 'phone, browser: edge on ios',
    [IPHONE.replace('iPhone;', 'iPad;').concat(' Version/26.5 Mobile/15E148 Safari/604.1')]:
      'tablet, browser: safari on ipados',
    [`${WINDOWS} Edg/154.0.0.0`]: 'desktop, browser: edge on windows',
    [`${WINDOWS} OPR/136.0.0.0`]: 'desktop, browser: opera on windows',
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} ${CHROME}`]: 'desktop, browser: chrome on chromeos',
    [ANDROID.replace('Chrome/', 'SamsungBrowser/30.0 Chrome/')]: 'phone, browser: samsung-internet on android',
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:154.0) Gecko/20100101 Firefox/154.0':
      'desktop, browser: firefox on linux',
    'Mozilla/5.0 (Android 16; Mobile; rv:156.0) Gecko/156.0 Firefox/156.0': 'phone, browser: firefox on android',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0':
      'desktop, browser: firefox on macos',
    [ANDROID.replace('K)', 'CUBOT KINGKONG)')]: 'phone, browser: chrome on android',
  };
  for (const [userAgent, name] of Object.entries(expected)) {
    test(`${name}: ${userAgent}`, () => assert.equal(short(describe(userAgent)), name));
  }
});

suite('Client Hints bring versions', () => {
  const expected: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    ['chrome 154 on windows 11', WINDOWS, hintsOf('Google Chrome', 'Windows', '15.0.0')],
    ['chrome 154 on windows 11', WINDOWS, hintsOf('Google Chrome', 'Windows', '13.0.0')],
    ['chrome 154 on windows 10', WINDOWS, hintsOf('Google Chrome', 'Windows', '10.0.0')],
    ['chrome 154 on windows 8.1', WINDOWS, hintsOf('Google Chrome', 'Windows', '0.3.0')],
    ['chrome 154 on windows', WINDOWS, hintsOf('Google Chrome', 'Windows')],
    ['edge 154 on windows 11', `${WINDOWS} Edg/154.0.0.0`, hintsOf('Microsoft Edge', 'Windows', '15.0.0')],
    ['chrome 154 on macos 26', MAC, hintsOf('Google Chrome', 'macOS', '26.1.0')],
    ['brave 154 on linux', `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} ${CHROME}`, hintsOf('Brave', 'Linux', '6.8.0')],
    ['chrome 154 on chromeos', WINDOWS, hintsOf('Google Chrome', 'Chrome OS', '16093.0.0')],
  ];
  for (const [name, userAgent, hints] of expected) {
    test(`${name}, as told by ${JSON.stringify(hints)}`, () =>
      assert.equal(short(describe(userAgent, hints)), `desktop, browser: ${name}`));
  }

  test('the sign-in form asks for the version where the headers leave it out', () => {
    const asked = { ...hintsOf('Google Chrome', 'Windows'), 'account-device': 'touch=0; version=15.0.0' };
    assert.equal(short(describe(WINDOWS, asked)), 'desktop, browser: chrome 154 on windows 11');
    const both = { ...hintsOf('Google Chrome', 'Windows', '10.0.0'), 'account-device': 'touch=0; version=15.0.0' };
    assert.equal(short(describe(WINDOWS, both)), 'desktop, browser: chrome 154 on windows 10');
    for (const odd of ['version=15', 'touch=0; version=<b>', 'touch=-1', `touch=0; version=${'1'.repeat(600)}`]) {
      const device = describe(WINDOWS, { ...hintsOf('Google Chrome', 'Windows'), 'account-device': odd });
      assert.equal(short(device), 'desktop, browser: chrome 154 on windows', odd);
    }
  });

  test('a phone that asks for pages "as on a desktop" is still a phone', () => {
    const desktopMode = `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} ${CHROME}`;
    const name = short(describe(desktopMode, hintsOf('Google Chrome', 'Android', '16.0.0')));
    assert.equal(name, 'phone, browser: chrome 154 on android 16');
  });

  test('hints that cannot be read are as good as none', () => {
    const broken = {
      'sec-ch-ua': '"Google Chrome;v=154,,,"',
      'sec-ch-ua-mobile': 'yes',
      'sec-ch-ua-platform': 'Windows',
      'sec-ch-ua-platform-version': '"<b>15</b>"',
    };
    assert.deepEqual(describe(WINDOWS, broken), describe(WINDOWS));
  });
});

suite('what cannot be told apart is not guessed', () => {
  test('Safari on an iPad says that it is a Mac, so both are "Mac or iPad"', () => {
    assert.equal(short(describe(MAC_SAFARI)), 'desktop, browser: safari on macos-or-ipados');
  });

  test('Chrome and Firefox on an iPad that pretends to be a Mac are on an iPad', () => {
    const pretending = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
    assert.equal(
      short(describe(`${pretending} CriOS/154 Version/11.1.1 Safari/605.1.15`)),
      'tablet, browser: chrome on ipados',
    );
    assert.equal(short(describe(`${pretending} FxiOS/155 Safari/605.1.15`)), 'tablet, browser: firefox on ipados');
  });

  for (const userAgent of ['', '   ', 'Mozilla/5.0', 'something', '-', 'constructor', '__proto__']) {
    test(`"${userAgent}" is an unknown device`, () =>
      assert.equal(short(describe(userAgent)), 'unknown, unknown: - on -'));
  }

  test('the sign-in form hears whether the screen can be touched, and that tells an iPad from a Mac', () => {
    assert.equal(short(describe(MAC_SAFARI, { 'account-device': 'touch=5' })), 'tablet, browser: safari on ipados');
    assert.equal(short(describe(MAC_SAFARI, { 'account-device': 'touch=0' })), 'desktop, browser: safari on macos');
    assert.equal(short(describe(MAC, { 'account-device': 'touch=5' })), 'desktop, browser: chrome on macos');
  });

  test('a request without a user agent is an unknown device', () =>
    assert.equal(short(describeDevice(headers({}))), 'unknown, unknown: - on -'));
});

suite('apps and tools are not called browsers', () => {
  const apps: Readonly<Record<string, string>> = {
    [`${IPHONE} GSA/439.4.980558000 Mobile/15E148 Safari/604.1`]: 'app, app: google-app on ios',
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]`]: 'app, app: facebook on ios',
    [`${IPHONE} Mobile/15E148`]: 'app, app: - on ios',
    [ANDROID.replace('K)', 'Pixel 9; wv)').replace('Chrome', 'Version/4.0 Chrome')]: 'app, app: - on android',
    [`${MAC.replace('Chrome/', 'Notes/2.1 Chrome/')} Electron/38.1.0`]: 'app, app: - on macos',
    'Bank/12 CFNetwork/3826.400.120 Darwin/25.0.0': 'app, app: - on -',
    'okhttp/5.1.0': 'app, app: - on -',
  };
  for (const [userAgent, name] of Object.entries(apps)) {
    test(`${name}: ${userAgent}`, () => assert.equal(short(describe(userAgent)), name));
  }

  const tools = [
    'curl/8.14.1',
    'Wget/1.25.0',
    'python-requests/2.32.4',
    'Go-http-client/2.0',
    'node',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bots',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    WINDOWS.replace('Chrome/', 'HeadlessChrome/'),
    'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.26100.1',
  ];
  for (const userAgent of tools) {
    test(`a tool: ${userAgent}`, () => assert.match(short(describe(userAgent)), /^tool, tool: [\w-]+ on -$/));
  }
});

suite('case 104: hostile user agents', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>/1.0 (x) ',
    `${WINDOWS}\r\nSet-Cookie: a=b`,
    '\u001b[31mMozilla/5.0 \u001b]0;owned\u0007 ${7*7} javascript:alert(1)/1 ',
    '\u202eirafaS/1.0 (Mozilla) ',
    `${'A'.repeat(8192)}`,
    `Mozilla/5.0 (${'Macintosh; '.repeat(800)})`,
    `Opera/9.80 ${'Version/'.repeat(1024)}`,
    `Mozilla/5.0 ${'OPR/'.repeat(2048)}`,
    `slackbot${'-a'.repeat(4096)}`,
    `Mozilla/5.0 (Macintosh; Intel Mac OS X ${'1_'.repeat(4096)})`,
    'Android',
    'iPad; Android; Windows Phone; Macintosh; Nokia',
    '\0'.repeat(600),
  ];
  const names = new Set<string>();

  test("a label is one of the server's own words, whatever the request says", () => {
    for (const userAgent of hostile) {
      const device = describe(userAgent, {
        'sec-ch-ua': '"<script>";v="1", "Google Chrome";v="1<i>"',
        'sec-ch-ua-platform': '"<b>"',
        'sec-ch-ua-platform-version': '"\u202e9"',
      });
      for (const label of [device.program, device.system]) {
        if (label) names.add(label.name).add(label.version ?? '');
      }
    }
    for (const name of names) assert.match(name, /^[\w .]*$/);
  });

  test('8 KB cost no more than a short name: what stands behind 512 characters is not read', () => {
    const started = performance.now();
    for (let round = 0; round < 100; round++) for (const userAgent of hostile) describe(userAgent);
    const each = (performance.now() - started) / (100 * hostile.length);
    assert.ok(each < 5, `${each} ms each`);
    assert.deepEqual(describe(`${'x'.repeat(512)}${WINDOWS}`), describe('x'));
  });

  test('of a list of brands only the first 512 characters are read', () => {
    const hints = hintsOf('Google Chrome', 'Windows');
    const late = { ...hints, 'sec-ch-ua': ' '.repeat(512) + hints['sec-ch-ua'] };
    assert.equal(describe(WINDOWS, late).program?.version, null);
  });

  test('no text of any kind makes it throw', () => {
    const words =
      'Mozilla/5.0 |Macintosh|iPhone|Android |Windows |Windows Phone |Opera/|OPR/|Version/|Edge/|(|)|;|\u0000|"|like |CrOS |Firefox/|bb1|web0s|Silk|é|\ud800'.split(
        '|',
      );
    let seed = 1;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 5_000; round++) {
      const text = Array.from({ length: 1 + next(12) }, () => words[next(words.length)]).join('');
      describe(text, { 'sec-ch-ua': text, 'sec-ch-ua-platform': `"${text}"`, 'sec-ch-ua-platform-version': text });
    }
  });
});
