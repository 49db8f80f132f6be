import Bowser from 'bowser';
import { readClientHints, systemVersion, type ClientHints, type RequestHeaders } from './client-hints.ts';
import {
  android,
  apps,
  brands,
  browserFamilies,
  browserTokens,
  iPadOS,
  macOSOrIPadOS,
  systemFamilies,
  tools,
  type Family,
} from './families.ts';

/** The picture beside it. */
export type DeviceKind = 'desktop' | 'phone' | 'tablet' | 'app' | 'tool' | 'unknown';

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

/** No real user agent is longer, and all that matters stands in front. */
const LONGEST = 512;
/** Tools without a name here, and whatever reads pages by itself. */
const OTHER_TOOLS = [
  /^(?:libwww|lynx|w3m|e?links|k6|jmeter)\b/i,
  // Cubot makes phones.
  /(?<!cu)bot\b|crawl|spider|slurp|headless|phantomjs/i,
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
  const tool = toolOf(userAgent);
  if (tool !== undefined) return toolDevice(tool);

  const hints = readClientHints(headers);
  const parsed = Bowser.parse(userAgent);
  if (parsed.platform.type === 'bot') return toolDevice(null);

  const system = systemOf(userAgent, hints, parsed);
  const app = appOf(userAgent, hints, parsed.browser.name);
  if (app !== undefined) {
    return { kind: 'app', access: 'app', program: app && { ...app, version: null }, system };
  }
  const program = browserOf(userAgent, hints, parsed.browser.name);
  if (program === null && system === null) return UNKNOWN;
  return { kind: kindOf(system, hints, parsed), access: program ? 'browser' : 'unknown', program, system };
}

/** The tool, `null` for one without a name, `undefined` when it is none. */
const toolOf = (userAgent: string): Family | null | undefined =>
  tools.find(([token]) => token.test(userAgent))?.[1] ??
  (OTHER_TOOLS.some((token) => token.test(userAgent)) ? null : undefined);

const toolDevice = (tool: Family | null): Device => ({
  kind: 'tool',
  access: 'tool',
  program: tool && { ...tool, version: null },
  system: null,
});

/** The app, `null` for one without a name, `undefined` when it is none. */
function appOf(userAgent: string, hints: ClientHints, browser = ''): Family | null | undefined {
  const known = apps.find(([token]) => token.test(userAgent));
  if (known) return known[1];
  // DuckDuckGo and others are made of the same part, but say so.
  if (browserTokens.some(([token]) => token.test(userAgent))) return undefined;
  // Chrome itself has no `Version/4.0`; browsers that do have a name of their own.
  const androidWebView =
    /; wv\)/.test(userAgent) ||
    (browser === 'Chrome' && /\bAndroid\b.*\bVersion\/4\.0 Chrome\//.test(userAgent)) ||
    hints.brands.has('Android WebView');
  // Safari itself always ends in `Safari/…`; a page inside another app does not.
  const appleWebView = browser === 'Safari' && !userAgent.includes('Safari/');
  return androidWebView || appleWebView || NATIVE_APP.test(userAgent) ? null : undefined;
}

function browserOf(userAgent: string, hints: ClientHints, parsedName = ''): Versioned | null {
  for (const [brand, version] of hints.brands) {
    const family = browserFamilies.get(brands.get(brand) ?? '');
    if (family) return { ...family, version };
  }
  const told = browserTokens.find(([token]) => token.test(userAgent))?.[1];
  const family = browserFamilies.get(told ?? parsedName);
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
  return parsed ? { ...familyOf(parsed, userAgent, hints, platform.type), version: null } : null;
}

/** Some say that they are something else, so that they get pages for large screens. */
function familyOf(parsed: Family, userAgent: string, { touch }: ClientHints, platform: string | undefined): Family {
  if (parsed.code === 'linux' && /\bSamsungBrowser\//.test(userAgent)) return android;
  if (parsed.code === 'ios') return platform === 'tablet' ? iPadOS : parsed;
  if (parsed.code !== 'macos') return parsed;
  if (ONLY_ON_IOS.test(userAgent)) return iPadOS;
  if (/\b(?:Chrome|Firefox)\//.test(userAgent)) return parsed;
  return touch === null ? macOSOrIPadOS : touch > 1 ? iPadOS : parsed;
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
