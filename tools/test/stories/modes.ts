/** A way to look at a story that is already there: nothing in it is played again. */
export interface Mode {
  readonly name: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Media features, beside those of `light`. */
  readonly media?: Readonly<Record<string, string>>;
  /** On the page's body, where it wins over the language that a person of the story chose. */
  readonly lang?: string;
  readonly dir?: 'rtl';
  /** WCAG 1.4.12, put into every root: from outside, a style sheet reaches shadow trees by inheritance alone. */
  readonly textSpacing?: true;
  /** What axe looks for: everything, what colours alone can break, or what they cannot: forced ones are the person's own. */
  readonly axe: 'everything' | 'colours' | 'all but colours';
}

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 700 };

const light: Mode = { name: 'light', ...wide, axe: 'everything' };
const dark: Mode = { name: 'dark', ...wide, media: { 'prefers-color-scheme': 'dark' }, axe: 'colours' };
const at320: Mode = { name: '320 px', ...narrow, axe: 'everything' };

/** In `npm test`. */
export const usual: readonly Mode[] = [light, dark, at320];

/** In `npm run test:a11y`. Stories are played with less motion; that nothing moves then is looked at in each of these. */
export const matrix: readonly Mode[] = [
  ...usual,
  { name: 'dark, 320 px', ...narrow, media: { 'prefers-color-scheme': 'dark' }, axe: 'colours' },
  { name: 'forced colours', ...wide, media: { 'forced-colors': 'active' }, axe: 'all but colours' },
  { name: 'more contrast', ...wide, media: { 'prefers-contrast': 'more' }, axe: 'colours' },
  {
    name: 'more contrast, dark',
    ...wide,
    media: { 'prefers-contrast': 'more', 'prefers-color-scheme': 'dark' },
    axe: 'colours',
  },
  { name: 'right to left', ...wide, lang: 'ar', dir: 'rtl', axe: 'everything' },
  { name: 'right to left, 320 px', ...narrow, lang: 'ar', dir: 'rtl', axe: 'everything' },
  { name: 'pseudo-locale', ...wide, lang: 'en-XA', axe: 'everything' },
  { name: 'pseudo-locale, 320 px', ...narrow, lang: 'en-XA', axe: 'everything' },
  { name: 'text spacing', ...wide, textSpacing: true, axe: 'colours' },
  { name: 'text spacing, 320 px', ...narrow, textSpacing: true, axe: 'colours' },
  // 1280 by 900 at four times the size.
  { name: '400 % zoom', width: 320, height: 225, axe: 'everything' },
];

/** Every media feature that some mode sets, as it is where none does. */
export const usualMedia: Readonly<Record<string, string>> = {
  'prefers-color-scheme': 'light',
  'prefers-reduced-motion': 'reduce',
  'forced-colors': 'none',
  'prefers-contrast': 'no-preference',
};
