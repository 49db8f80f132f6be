import type { Scene } from './scenes.ts';

interface Manifest {
  readonly modules: readonly { declarations?: readonly { tagName?: string; summary?: string }[] }[];
}

const titles: Readonly<Record<string, string>> = {
  'sign-in': 'Signing in',
  'certificate-manager': 'The host page, with the profile menu open',
  'my-profile-page': 'My Profile',
  'recent-activity': 'My Profile: recent activity',
  'portal-account': 'Account portal: Account',
  'portal-security': 'Account portal: Security',
  'portal-sessions': 'Account portal: Sessions',
  'portal-activity': 'Account portal: Activity log',
  'portal-data': 'Account portal: Your data',
  'secure-your-account': 'Secure your account',
  mailbox: 'The demo’s mailbox',
};

/** The page with all pictures, and what each element is, as its documentation says. */
export function gallery({ modules }: Manifest, elements: readonly Scene[], pages: readonly Scene[]): string {
  const summaries = new Map(
    modules.flatMap(({ declarations = [] }) => declarations.map(({ tagName, summary }) => [tagName, summary] as const)),
  );
  const section = (heading: string, text: string, name: string) =>
    `### ${heading}\n\n${text}\n\n${picture(name, heading.replaceAll('`', ''))}\n`;
  return `<!-- Written by npm run pictures -->

# Pictures

Taken from the demo by \`npm run pictures\`: in a wide window and at 320 px; where your browser prefers the dark, dark.
\`npm run storybook\` shows every element in every state.

## Elements

${elements.map(({ name }) => section(`\`<${name}>\``, summaries.get(name) ?? '', name)).join('\n')}
## Pages of the demo

${pages.map(({ name }) => section(titles[name] ?? name, '', name)).join('\n')}`;
}

const picture = (name: string, alt: string): string => `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="pictures/${name}-dark.webp">
  <img src="pictures/${name}-wide.webp" alt="${alt.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}" width="640">
</picture>
<img src="pictures/${name}-narrow.webp" alt="The same, 320 px wide" width="200">`;
