import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attribute, Documented, Published, PublishedElement } from './published-elements.ts';

/** Writes what each element knows: as tables for people, and in short for language models (https://llmstxt.org). */
export async function writeTables(folder: string, published: Published): Promise<void> {
  await writeFile(join(folder, 'reference.md'), reference(published));
  await writeFile(join(folder, 'llms.txt'), forModels(published));
}

type Row = readonly string[];

function reference(published: Published): string {
  const { elements } = published;
  const every = elements.find(({ name }) => name === 'AccountNameForm') ?? elements[0];
  const tokens = elements.flatMap(({ cssProperties = [] }) => cssProperties);
  const once = [...new Map(tokens.map((token) => [token.name, token])).values()];
  return `<!-- Written by npm run build from the sources; a test compares. -->

# Reference

What every element has is told once, at the end.

${elements.map((element) => section(element, published)).join('\n')}
## Every element

${table(['Attribute', 'Property', 'Type', 'Default', 'What it is'], attributes(every, published, true))}
${table(['Event', 'Type', 'When'], events(every, true))}
${table(
  ['State', 'When'],
  named(every?.cssStates, (name) => `\`:state(${name})\``, true),
)}
### Tokens

Custom properties, on the element or anything around it.

${table(['Property', 'What it is'], named(once))}`;
}

function section(element: PublishedElement, published: Published): string {
  const methods = (element.members ?? []).filter(({ kind, ...member }) => kind === 'method' && isOwn(member));
  const tables = [
    table(['Attribute', 'Property', 'Type', 'Default', 'What it is'], attributes(element, published, false)),
    table(
      ['Method', 'What it does'],
      named(methods, (name) => `\`${name}()\``),
    ),
    table(['Event', 'Type', 'When'], events(element, false)),
    table(
      ['Slot', 'What it is for'],
      named(element.slots, (name) => (name === '' ? '_(children)_' : `\`${name}\``)),
    ),
    table(
      ['Part', 'What it is'],
      named(element.cssParts, (name) => `\`::part(${name})\``),
    ),
    table(
      ['State', 'When'],
      named(element.cssStates, (name) => `\`:state(${name})\``, false),
    ),
  ].filter(Boolean);
  return `## \`<${element.tagName}>\`

${[element.summary, element.description].filter(Boolean).join('\n\n')}

Class \`${element.name}\`, from \`account-elements/${element.tagName}\`; registered by \`account-elements/${element.tagName}/define\`.

${tables.join('\n')}`;
}

const isOwn = (member: object): boolean => !('inheritedFrom' in member);

function attributes(element: PublishedElement | undefined, { choices }: Published, inherited: boolean): Row[] {
  const properties = (element?.members ?? []).filter(({ kind }) => kind === 'field');
  return properties
    .filter((property) => isOwn(property) !== inherited)
    .map((property) => [
      property.attribute ? `\`${property.attribute}\`` : '',
      `\`${property.name}\``,
      typeOf(property, choices),
      property.default === undefined ? '' : `\`${property.default}\``,
      property.description ?? '',
    ]);
}

function typeOf({ type }: Attribute, choices: Published['choices']): string {
  const text = type?.text ?? 'string';
  const words = choices(text);
  if (words.length > 0) return words.map((word) => `\`'${word}'\``).join(' or ');
  return `\`${text.replace(/( \| undefined)+$/, '')}\``;
}

function events(element: PublishedElement | undefined, inherited: boolean): Row[] {
  return (element?.events ?? [])
    .filter((event) => isOwn(event) !== inherited)
    .map(({ name, type, description = '' }) => [`\`${name}\``, `\`${type?.text ?? 'Event'}\``, description]);
}

function named(
  all: readonly Documented[] | undefined,
  write = (name: string) => `\`${name}\``,
  inherited?: boolean,
): Row[] {
  return (all ?? [])
    .filter((one) => inherited === undefined || isOwn(one) !== inherited)
    .map(({ name, description = '' }) => [write(name), description]);
}

/** Nothing when there are no rows. */
function table(head: Row, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const line = (cells: Row) =>
    `| ${cells.map((cell) => cell.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

const inShort = (element: PublishedElement): string =>
  [
    `- \`<${element.tagName}>\`: ${element.summary ?? ''}`,
    list('attributes', element.attributes),
    list('events', element.events),
    list('slots', element.slots),
    list('parts', element.cssParts),
  ]
    .filter(Boolean)
    .join('\n');

const list = (title: string, all: readonly Documented[] = []): string =>
  all.length > 0 ? `  - ${title}: ${all.map(({ name }) => name || '(children)').join(', ')}` : '';

const forModels = ({ elements }: Published): string => `# Account Elements

> Custom elements for account self-service (sign-in, profile, password, passkeys, authenticator apps, sessions, activity)
> for any page and framework, in front of the server \`account-elements-server\` or any backend.

- Install: \`npm install account-elements\`. Register all tags with \`import 'account-elements/define'\`, one with
  \`import 'account-elements/profile-form/define'\`; importing a class (\`account-elements/profile-form\`) registers nothing.
- Without a build: \`<script type="module" src="…/account-elements/cdn/account-elements.js"></script>\` loads each element when its
  tag is used.
- Put the elements into \`<account-provider api="/api/account">\`; for a backend of your own set its \`client\` property to
  \`createClient({ … })\` from \`account-elements/client\`: one function per endpoint of \`account-elements/contract\`.
- React 19, Vue 3, Svelte 5: use the tags; types come with \`account-elements/jsx\`, \`/vue\`, \`/svelte\`. React 18 and React on a
  server: components from \`account-elements/react\`.
- Behind a prefix (\`<acme-profile-form>\`): \`setPrefix('acme')\` of \`account-elements/prefix\` before anything else, or
  \`defineAll({ prefix: 'acme' })\` of \`account-elements/define-all\`; types: \`Prefixed<'acme'>\` of \`account-elements/jsx/prefixed\`,
  \`/vue/prefixed\`, \`/svelte/prefixed\`.
- Theme: custom properties named \`--account-…\`. Languages: the nearest \`lang\`; sentences in \`account-elements/locales/*\`.
- Events bubble, are composed, and carry their values as properties, not in \`detail\`.

## Elements

${elements.map(inShort).join('\n')}

## More

- [Reference](reference.md): every attribute, property, method, event, slot, part, state and token
- [Manifest](custom-elements.json): the same, for machines
`;
