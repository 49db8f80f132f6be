/** An address as seen by the server. Where it is, the server finds out by itself. */
export interface Place {
  readonly address: string;
}

/** Addresses from the public ranges of large internet providers, one for each place. */
export const places = {
  london: { address: '86.140.21.77' },
  londonMobile: { address: '82.132.220.11' },
  paris: { address: '90.63.110.25' },
  vienna: { address: '62.178.10.4' },
  frankfurt: { address: '109.40.2.8' },
  madrid: { address: '80.28.30.7' },
  lisbon: { address: '2.83.5.7' },
  oslo: { address: '84.210.5.61' },
  stockholm: { address: '81.229.77.3' },
  switzerland: { address: '85.2.110.8' },
  baltimore: { address: '73.213.40.8' },
  toronto: { address: '70.27.18.90' },
  saoPaulo: { address: '177.32.90.14' },
  capeTown: { address: '105.226.12.5' },
  delhi: { address: '122.161.50.3' },
  singapore: { address: '116.14.22.6' },
  tokyo: { address: '153.160.31.7' },
} as const satisfies Record<string, Place>;

/** What browsers call themselves, frozen parts included. */
export const devices = {
  firefoxOnWindows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  firefoxOnLinux: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  edgeOnWindows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Safari/537.36 Edg/155.0.0.0',
  chromeOnMac:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Safari/537.36',
  chromeOnAndroid:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/155.0.0.0 Mobile Safari/537.36',
  safariOnMac:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  safariOnIphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
} as const;
