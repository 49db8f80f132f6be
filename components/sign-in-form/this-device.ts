/** What Chromium browsers tell when a page asks (User-Agent Client Hints), as far as it is used here. */
interface UserAgentData {
  getHighEntropyValues(hints: readonly string[]): Promise<{ readonly platformVersion?: string }>;
}

/**
 * What the headers of a request leave out and people know their devices by: which Windows it is, where the page was not
 * served with `Accept-CH` or the API is on another origin, and whether the screen can be touched, which tells an iPad
 * from the Mac that it says it is. For the `Account-Device` header.
 */
export async function thisDevice(): Promise<string> {
  const { maxTouchPoints, userAgentData } = navigator as Navigator & { readonly userAgentData?: UserAgentData };
  // Policies of a page may forbid it, and nobody shall wait for a name.
  const told = await userAgentData?.getHighEntropyValues(['platformVersion']).catch(() => undefined);
  const version = told?.platformVersion;
  return `touch=${Math.min(maxTouchPoints, 99)}${version && /^[\d.]{1,32}$/.test(version) ? `; version=${version}` : ''}`;
}
