/** The headers of a request; an old record brings the user agent alone. */
export type RequestHeaders = Pick<Headers, 'get'>;

/**
 * What Chromium browsers say beyond the user agent (User-Agent Client Hints):
 * brands, form factor and system on every request over https: and to
 * localhost, the system's version only to origins that asked for it. At
 * sign-in our own form asks once more, and sends what it hears beside them.
 */
export interface ClientHints {
  readonly brands: ReadonlyMap<string, string>;
  readonly mobile: boolean;
  readonly platform: string | null;
  readonly platformVersion: string | null;
  /** How many fingers its screen can tell apart; only from our sign-in form. */
  readonly touch: number | null;
}

const LONGEST = 512;
/** One item of `Sec-CH-UA`: `"Google Chrome";v="154"`. */
const BRAND = /"([^"\\]{1,64})"\s{0,4};\s{0,4}v="(\d{1,6})[^"]{0,32}"/g;

/** `Account-Device`: `touch=0; version=15.0.0`. */
const ASKED = /^touch=(\d{1,2})(?:; version=([\d.]{1,32}))?$/;

export function readClientHints(headers: RequestHeaders): ClientHints {
  const brands = new Map<string, string>();
  const asked = ASKED.exec(headers.get('account-device')?.slice(0, LONGEST) ?? '');
  for (const [, brand = '', version = ''] of (headers.get('sec-ch-ua') ?? '').slice(0, LONGEST).matchAll(BRAND)) {
    brands.set(brand, version);
  }
  return {
    brands,
    mobile: headers.get('sec-ch-ua-mobile') === '?1',
    platform: quoted(headers.get('sec-ch-ua-platform')),
    platformVersion: quoted(headers.get('sec-ch-ua-platform-version')) ?? asked?.[2] ?? null,
    touch: asked?.[1] === undefined ? null : Number(asked[1]),
  };
}

const quoted = (header: string | null): string | null => /^"([^"\\]{1,64})"$/.exec(header ?? '')?.[1] ?? null;

/** Windows tells its releases by the version of an interface (learn.microsoft.com, "Detect Windows 11"). */
const WINDOWS_BEFORE_10: Readonly<Record<string, string>> = { '0.1': '7', '0.2': '8', '0.3': '8.1' };

/** The version that people know a system by: `11` for Windows, `15` for macOS and Android. */
export function systemVersion(system: string, { platform, platformVersion }: ClientHints): string | null {
  if (platform === null) return null;
  const [, major = '', minor = '0'] = /^(\d{1,3})(?:\.(\d{1,5}))?/.exec(platformVersion ?? '') ?? [];
  switch (system) {
    case 'windows':
      if (major === '') return null;
      return major === '0' ? (WINDOWS_BEFORE_10[`0.${minor}`] ?? null) : Number(major) >= 13 ? '11' : '10';
    case 'macos':
    case 'android':
      return major === '' || major === '0' ? null : major;
    // Builds and kernels, which mean nothing to people.
    default:
      return null;
  }
}
