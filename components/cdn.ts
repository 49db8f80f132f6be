// The one script tag for pages without a build: elements are loaded when they are used.
import { loadElements } from './loader.ts';

export { loadElements };

if (typeof document !== 'undefined') loadElements(document);
