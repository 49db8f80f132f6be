import type { Prefixed } from 'account-elements/svelte/prefixed';

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Prefixed<'acme'> {}
}
