// What must not compile; nothing imports it.
import type { SvelteHTMLElements } from 'svelte/elements';

export const right: SvelteHTMLElements['acme-account-provider'] = { theme: 'dark' };
// @ts-expect-error: no such value
export const value: SvelteHTMLElements['acme-account-provider'] = { theme: 'purple' };
// @ts-expect-error: no such property of the event
export const event: SvelteHTMLElements['acme-profile-form'] = { 'onprofile-saved': ({ nothing }) => nothing };
