/**
 * The programs and systems that have a name here. Whatever else a request
 * claims to be stays nameless: its own words never become a label.
 */
export interface Family {
  /** For programs and translations. */
  readonly code: string;
  /** A proper name, the same in every language. */
  readonly name: string;
}

/** Browsers as bowser calls them, and as people know them. */
export const browserFamilies: ReadonlyMap<string, Family> = new Map([
  ['Chrome', { code: 'chrome', name: 'Chrome' }],
  ['Chromium', { code: 'chromium', name: 'Chromium' }],
  ['Safari', { code: 'safari', name: 'Safari' }],
  ['Firefox', { code: 'firefox', name: 'Firefox' }],
  ['Focus', { code: 'firefox-focus', name: 'Firefox Focus' }],
  ['Microsoft Edge', { code: 'edge', name: 'Edge' }],
  ['Internet Explorer', { code: 'internet-explorer', name: 'Internet Explorer' }],
  ['Opera', { code: 'opera', name: 'Opera' }],
  ['Opera Touch', { code: 'opera', name: 'Opera' }],
  ['Samsung Internet for Android', { code: 'samsung-internet', name: 'Samsung Internet' }],
  ['Brave', { code: 'brave', name: 'Brave' }],
  ['DuckDuckGo', { code: 'duckduckgo', name: 'DuckDuckGo' }],
  ['Vivaldi', { code: 'vivaldi', name: 'Vivaldi' }],
  ['Yandex Browser', { code: 'yandex', name: 'Yandex Browser' }],
  ['UC Browser', { code: 'uc', name: 'UC Browser' }],
  ['Amazon Silk', { code: 'silk', name: 'Amazon Silk' }],
  ['NAVER Whale Browser', { code: 'whale', name: 'Whale' }],
  ['Vivo Browser', { code: 'vivo', name: 'Vivo Browser' }],
  ['HeyTap Browser', { code: 'heytap', name: 'HeyTap Browser' }],
  ['QQ Browser', { code: 'qq', name: 'QQ Browser' }],
  ['Epiphany', { code: 'gnome-web', name: 'GNOME Web' }],
  ['LibreWolf', { code: 'librewolf', name: 'LibreWolf' }],
  ['Pale Moon', { code: 'pale-moon', name: 'Pale Moon' }],
  ['SeaMonkey', { code: 'seamonkey', name: 'SeaMonkey' }],
  ['Ecosia', { code: 'ecosia', name: 'Ecosia' }],
]);

/** Browsers that say who they are in words which bowser does not know, under the names above. */
export const browserTokens: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Ddg|DuckDuckGo)\//, 'DuckDuckGo'],
  [/ Brave(?:\/|$)/, 'Brave'],
  [/\bEcosia /, 'Ecosia'],
];

/** The brands of `Sec-CH-UA`, under bowser's names. `Chromium` is in every list and says nothing. */
export const brands: ReadonlyMap<string, string> = new Map([
  ['Google Chrome', 'Chrome'],
  ['Microsoft Edge', 'Microsoft Edge'],
  ['Opera', 'Opera'],
  ['Samsung Internet', 'Samsung Internet for Android'],
  ['Brave', 'Brave'],
  ['DuckDuckGo', 'DuckDuckGo'],
  ['Vivaldi', 'Vivaldi'],
  ['Yandex', 'Yandex Browser'],
  ['YaBrowser', 'Yandex Browser'],
  ['Whale', 'NAVER Whale Browser'],
]);

/**
 * Apps that show pages inside themselves, and those that are a browser of their own (Electron), by what they add to the
 * user agent. The narrower ones come first.
 */
export const apps: readonly (readonly [RegExp, Family])[] = [
  [/\bGSA\//, { code: 'google-app', name: 'Google' }],
  [/\bBarcelona\b/, { code: 'threads', name: 'Threads' }],
  [/\bInstagram\b/, { code: 'instagram', name: 'Instagram' }],
  [/\bFBAN\/Messenger|\bFB_IAB\/(?:Orca|MESSENGER)/, { code: 'messenger', name: 'Messenger' }],
  [/\bFB(?:AN|AV|_IAB)\b/, { code: 'facebook', name: 'Facebook' }],
  [/\bWhatsApp\//, { code: 'whatsapp', name: 'WhatsApp' }],
  [/\bMicroMessenger\//, { code: 'wechat', name: 'WeChat' }],
  [/\bLine\//, { code: 'line', name: 'LINE' }],
  [/\bKAKAOTALK\b/, { code: 'kakaotalk', name: 'KakaoTalk' }],
  [/\bTelegram-(?:Android|iOS)\//, { code: 'telegram', name: 'Telegram' }],
  [/\bLinkedInApp\b/, { code: 'linkedin', name: 'LinkedIn' }],
  [/\bSnapchat\//, { code: 'snapchat', name: 'Snapchat' }],
  [/\b(?:musical_ly|BytedanceWebview|TikTok)/i, { code: 'tiktok', name: 'TikTok' }],
  [/\bPinterest\//, { code: 'pinterest', name: 'Pinterest' }],
  [/\bTwitter(?: for |Android)/, { code: 'x', name: 'X' }],
  [/\bReddit\//, { code: 'reddit', name: 'Reddit' }],
  [/\bOutlook-(?:iOS|Android)\//, { code: 'outlook', name: 'Outlook' }],
  [/\bSlack(?:_SSB)?\//, { code: 'slack', name: 'Slack' }],
  [/\bTeams\//, { code: 'teams', name: 'Microsoft Teams' }],
  [/\bCode\/[\d.]+ .*\bElectron\//, { code: 'vs-code', name: 'Visual Studio Code' }],
  [/\bdiscord\//i, { code: 'discord', name: 'Discord' }],
  [/\bNotion\//, { code: 'notion', name: 'Notion' }],
  [/\bFigma\//, { code: 'figma', name: 'Figma' }],
  [/\bPostman\/.*\bElectron\//, { code: 'postman', name: 'Postman' }],
];

/** Programs without a person at a page, by how their user agents begin. */
export const tools: readonly (readonly [RegExp, Family])[] = [
  [/^curl\b/i, { code: 'curl', name: 'curl' }],
  [/^wget2?\b/i, { code: 'wget', name: 'Wget' }],
  [/^httpie\b/i, { code: 'httpie', name: 'HTTPie' }],
  [/^(?:python|aiohttp|scrapy)\b/i, { code: 'python', name: 'Python' }],
  [/^(?:go-http-client|go-resty)\b/i, { code: 'go', name: 'Go' }],
  [/^(?:java|apache-httpclient)\b/i, { code: 'java', name: 'Java' }],
  [/^(?:axios|node(?:-fetch)?|undici|got)\b/i, { code: 'node', name: 'Node.js' }],
  [/^(?:deno)\b/i, { code: 'deno', name: 'Deno' }],
  [/^(?:bun)\b/i, { code: 'bun', name: 'Bun' }],
  [/^(?:ruby|faraday)\b/i, { code: 'ruby', name: 'Ruby' }],
  [/^(?:php|guzzlehttp|guzzle)\b/i, { code: 'php', name: 'PHP' }],
  [/^(?:libwww-)?perl\b/i, { code: 'perl', name: 'Perl' }],
  [/^postmanruntime\b/i, { code: 'postman', name: 'Postman' }],
  [/^insomnia\b/i, { code: 'insomnia', name: 'Insomnia' }],
  [/^git\b/i, { code: 'git', name: 'Git' }],
  [/powershell\//i, { code: 'powershell', name: 'PowerShell' }],
];

export const android: Family = { code: 'android', name: 'Android' };

/** Systems as bowser and `Sec-CH-UA-Platform` call them. */
export const systemFamilies: ReadonlyMap<string, Family> = new Map([
  ['Windows', { code: 'windows', name: 'Windows' }],
  ['macOS', { code: 'macos', name: 'macOS' }],
  ['iOS', { code: 'ios', name: 'iOS' }],
  ['Android', android],
  ['Chrome OS', { code: 'chromeos', name: 'ChromeOS' }],
  ['Chromium OS', { code: 'chromeos', name: 'ChromeOS' }],
  ['Linux', { code: 'linux', name: 'Linux' }],
  ['HarmonyOS', { code: 'harmonyos', name: 'HarmonyOS' }],
  ['Tizen', { code: 'tizen', name: 'Tizen' }],
  ['WebOS', { code: 'webos', name: 'webOS' }],
  ['PlayStation 4', { code: 'playstation', name: 'PlayStation' }],
  ['Roku', { code: 'roku', name: 'Roku' }],
]);

export const iPadOS: Family = { code: 'ipados', name: 'iPadOS' };

/** Safari on an iPad says that it runs on a Mac, and nothing tells the two apart. */
export const macOSOrIPadOS: Family = { code: 'macos-or-ipados', name: 'macOS or iPadOS' };
