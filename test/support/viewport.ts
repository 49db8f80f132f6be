import { setViewport as set } from '@web/test-runner-commands';
import { cdp, nextFrame, until } from './browser.ts';

/** Makes the page as large as that. The browser says so before the page has heard of it. */
export async function setViewport(size: { readonly width: number; readonly height: number }): Promise<void> {
  await set(size);
  await hasSize(size.width, size.height);
}

/** The same until `cdp('Emulation.clearDeviceMetricsOverride')`, for what is only about widths. */
export async function setWidth(width: number): Promise<void> {
  await cdp('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
  await hasSize(width, 800);
}

async function hasSize(width: number, height: number): Promise<void> {
  await until(() => window.innerWidth === width && window.innerHeight === height, `no page of ${width} × ${height} px`);
  await nextFrame();
}
