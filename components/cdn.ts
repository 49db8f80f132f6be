// The one script tag for pages without a build: elements are loaded when they are used.
import { loadElements } from './loader.ts';

export { loadElements };

// `account-elements.js?prefix=acme` for pages that use our tags for something else.
const [, prefix = ''] = /[?&]prefix=([\w-]+)/.exec(import.meta.url) ?? [];
if (typeof document !== 'undefined') loadElements(document, { prefix });
