import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { pseudo } from '../stories/support/pseudo.ts';
import { setContrast } from './contrast.ts';
import { applyControls, tellActions } from './controls.ts';
import manifest from '../components/dist/custom-elements.json' with { type: 'json' };

setCustomElementsManifest(manifest);
// Longer words with accents, and words in a language that is written from right to left.
registerTerms('en-XA', pseudo(en));
registerTerms('ar', en);

// Adopted: stories keep to the strict policy too.
const frame = new CSSStyleSheet();
document.adoptedStyleSheets.push(frame);

/** What the toolbar does to the page around a story: its width, and how dense it is. */
function setFrame(width: string, density: string): void {
  const wide = width === 'full' ? '' : `#storybook-root { max-inline-size: ${width}px; }`;
  const dense = density === 'compact' ? 'body { --account-space: 0.1875rem; --account-control-height: 2rem; }' : '';
  frame.replaceSync(wide + dense);
}

const choice = (
  title: string,
  icon: 'contrast' | 'globe' | 'transfer' | 'grow' | 'component',
  items: Record<string, string>,
) => ({
  description: title,
  toolbar: {
    title,
    icon,
    items: Object.entries(items).map(([value, text]) => ({ value, title: text })),
    dynamicTitle: true,
  },
});

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    theme: choice('Theme', 'contrast', { system: 'Theme of the system', light: 'Light', dark: 'Dark' }),
    language: choice('Language', 'globe', {
      en: 'English',
      de: 'Deutsch',
      'en-XA': 'Pseudo (en-XA)',
      ar: 'English, right to left',
    }),
    direction: choice('Direction', 'transfer', { auto: 'As the language', ltr: 'Left to right', rtl: 'Right to left' }),
    width: choice('Width', 'grow', {
      full: 'As wide as there is room',
      ...Object.fromEntries(['280', '320', '480', '720', '1100'].map((width) => [width, `${width} px`])),
    }),
    contrast: choice('Contrast', 'contrast', { normal: 'Contrast as usual', more: 'More contrast' }),
    density: choice('Density', 'component', { comfortable: 'Comfortable', compact: 'Compact' }),
  },
  initialGlobals: {
    theme: 'system',
    language: 'en',
    direction: 'auto',
    width: 'full',
    contrast: 'normal',
    density: 'comfortable',
  },
  decorators: [
    (story, { args, canvasElement, component, globals }) => {
      const root = document.documentElement;
      root.style.colorScheme = globals['theme'] === 'system' ? 'light dark' : String(globals['theme']);
      root.lang = String(globals['language']);
      if (globals['direction'] === 'auto') root.removeAttribute('dir');
      else root.dir = String(globals['direction']);
      setFrame(String(globals['width']), String(globals['density']));
      setContrast(globals['contrast'] === 'more');
      tellActions(canvasElement);
      // When what the story renders is there.
      queueMicrotask(() => applyControls(canvasElement, component, args));
      return story();
    },
  ],
  parameters: {
    // The A and AA rules of WCAG 2.0 to 2.2; a violation is an error.
    a11y: {
      test: 'error',
      options: {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        rules: { 'target-size': { enabled: true } },
      },
    },
    controls: { expanded: true },
    viewport: {
      options: {
        narrow: { name: '320 px', styles: { width: '320px', height: '640px' } },
        phone: { name: 'Phone', styles: { width: '390px', height: '844px' } },
        tablet: { name: 'Tablet', styles: { width: '768px', height: '1024px' } },
      },
    },
  },
};

export default preview;
