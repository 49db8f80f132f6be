import Bowser from 'bowser';
import { readClientHints, systemVersion, type ClientHints, type RequestHeaders } from './client-hints.ts';
import { apps, brands, browserFamilies, iPadOS, macOSOrIPadOS, systemFamilies, type Family } from './families.ts';

/** The picture beside it. */
export type DeviceKind = 'desktop' | 'phone' | 'tablet' | 'app' | 'unknown';

/** A tool is curl, a script, a crawler: whatever has no person in front of it. */
export type AccessType = 'browser' | 'app' | 'tool' | 'unknown';

export interface Versioned extends Family {
  /** Only as told by Client Hints: the versions in user agents are frozen and wrong. */
  readonly version: string | null;
}

/** What somebody used, as far as it says so itself. For recognising one's own devices; it proves nothing. */
export interface Device {
  readonly kind: DeviceKind;
  readonly access: AccessType;
  /** The browser or app, when it is a known one. */
  readonly program: Versioned | null;
  readonly system: Versioned | null;
}

const UNKNOWN: Device = { kind: 'unknown', access: 'unknown', program: null, system: null };
const TOOL: Device = { ...UNKNOWN, access: 'tool' };

/** No real user agent is longer, and all that matters stands in front. */
const LONGEST = 512;
const TOOLS = [
  /^(?:curl|wget|httpie|python|aiohttp|go-http|java|apache-httpclient|axios|node|undici|postman|insomnia)\b/i,
  /^(?:libwww|ruby|php|guzzle|perl|scrapy|lynx|w3m|e?links)\b/i,
  // Cubot makes phones.
  /(?<!cu)bot\b|crawl|spider|slurp|headless|phantomjs|powershell/i,
];
/** Network libraries of native apps. */
const NATIVE_APP = /\b(?:CFNetwork|Dalvik|okhttp|Electron)\//i;
/** What browsers on iPhones and iPads call themselves, even when they pretend to run on a Mac. */
const ONLY_ON_IOS = /\b(?:CriOS|FxiOS|EdgiOS|OPiOS|OPT|GSA)\//;

/**
 * Names the device and the browser behind a request, by family. Safe with
 * anything: a label is one of ours or none.
 */
export function describeDevice(headers: RequestHeaders): Device {
  const userAgent = (headers.get('user-agent') ?? '').slice(0, LONGEST).trim();
  if (userAgent === '') return UNKNOWN;
  if (TOOLS.some((tool) => tool.test(userAgent))) return TOOL;

  const hints = readClientHints(headers);
  const parsed = Bowser.parse(userAgent);
  if (parsed.platform.type === 'bot') return TOOL;

  const system = systemOf(userAgent, hints, parsed);
  const app = appOf(userAgent, hints, parsed.browser.name);
  if (app !== undefined) {
    return { kind: 'app', access: 'app', program: app && { ...app, version: null }, system };
  }
  const program = browserOf(hints, parsed.browser.name);
  if (program === null && system === null) return UNKNOWN;
  return { kind: kindOf(system, hints, parsed), access: program ? 'browser' : 'unknown', program, system };
}

/** The app, `null` for one without a name, `undefined` when it is none. */
function appOf(userAgent: string, hints: ClientHints, browser = ''): Family | null | undefined {
  const known = apps.find(([token]) => token.test(userAgent));
  if (known) return known[1];
  const androidWebView = /; wv\)/.test(userAgent) || hints.brands.has('Android WebView');
  // Safari itself always ends in `Safari/…`; a page inside another app does not.
  const appleWebView = browser === 'Safari' && !userAgent.includes('Safari/');
  return androidWebView || appleWebView || NATIVE_APP.test(userAgent) ? null : undefined;
}

function browserOf(hints: ClientHints, parsedName = ''): Versioned | null {
  for (const [brand, version] of hints.brands) {
    const family = browserFamilies.get(brands.get(brand) ?? '');
    if (family) return { ...family, version };
  }
  const family = browserFamilies.get(parsedName);
  return family ? { ...family, version: null } : null;
}

function systemOf(
  userAgent: string,
  hints: ClientHints,
  { os, platform }: Bowser.Parser.ParsedResult,
): Versioned | null {
  const told = systemFamilies.get(hints.platform ?? '');
  if (told) return { ...told, version: systemVersion(told.code, hints) };
  const parsed = systemFamilies.get(os.name ?? '');
  return parsed ? { ...appleSystem(parsed, userAgent, platform.type), version: null } : null;
}

function appleSystem(parsed: Family, userAgent: string, platform: string | undefined): Family {
  if (parsed.code === 'ios') return platform === 'tablet' ? iPadOS : parsed;
  if (parsed.code !== 'macos') return parsed;
  if (ONLY_ON_IOS.test(userAgent)) return iPadOS;
  return /\b(?:Chrome|Firefox)\//.test(userAgent) ? parsed : macOSOrIPadOS;
}

const kinds: Readonly<Record<string, DeviceKind>> = { desktop: 'desktop', mobile: 'phone', tablet: 'tablet' };

function kindOf(system: Family | null, hints: ClientHints, { platform }: Bowser.Parser.ParsedResult): DeviceKind {
  switch (system?.code) {
    case 'ipados':
      return 'tablet';
    case 'chromeos':
      return 'desktop';
    case 'android':
      // A page asked for "as on a desktop" hides the phone in the user agent, and the hints tell.
      return hints.mobile || platform.type === 'mobile' ? 'phone' : 'tablet';
    default:
      return kinds[platform.type ?? ''] ?? 'unknown';
  }
}
