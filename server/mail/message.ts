import type { AppConfig } from '../config.ts';
import { isOptional } from '../email-notices/choices.ts';
import { factsOf, type Fact } from './facts.ts';
import type { Letter } from './mail.ts';
import { de } from './words/de.ts';
import { en, type MailWords } from './words/en.ts';

/** A mail with its words, as it goes over the wire. */
export interface Message {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail says, before it is text or HTML. */
interface Content {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly Fact[];
  /** Before and after the link. */
  readonly before?: string;
  /** The one link, and what it says. */
  readonly action: readonly [label: string, link: string];
  readonly after: readonly string[];
}

const words = { de, en };

/** In the person's language. Its Message-ID is the same however often, and from wherever, it is sent. */
export function writeMessage(id: string, letter: Letter, { company, origin }: Pick<AppConfig, 'company' | 'origin'>) {
  const { to } = letter;
  const own = words[to.language];
  const content = contentOf(letter, own);
  const footer = own.footer(company);
  return {
    messageId: `<${id}@${new URL(origin).hostname}>`,
    to: to.email,
    subject: content.subject,
    text: asText(content, own, footer),
    html: asHtml(content, own, footer, to.language),
  } satisfies Message;
}

function contentOf({ mail, to }: Letter, words: MailWords): Content {
  if (mail.kind === 'password-reset') {
    const { action, expires, ignore, subject, text } = words.reset;
    return { subject, paragraphs: [text], action: [action, mail.link], after: [expires(mail.minutes), ignore] };
  }
  if (mail.kind === 'email-confirmation') {
    const { action, expires, ignore, subject, text } = words.emailConfirmation;
    return { subject, paragraphs: [text], action: [action, mail.link], after: [expires(mail.minutes), ignore] };
  }
  if (mail.kind === 'email-taken') {
    const { action, ignore, subject, text } = words.emailTaken;
    return { subject, paragraphs: [text], action: [action, mail.link], after: [ignore] };
  }
  const { subject, text, wasYou, whatToDo } = words.notices[mail.notice];
  return {
    subject,
    paragraphs: [text, ...(mail.byOperator ? [words.byOperator] : [])],
    facts: factsOf(mail, words, to.language),
    before: wasYou ?? words.wasYou,
    action: [words.wasNotMe, mail.link],
    after: [whatToDo ?? words.whatToDo, ...(isOptional(mail.notice) ? [words.optional] : [])],
  };
}

function asText(content: Content, { greeting }: MailWords, footer: string): string {
  const { action, after, before, facts = [], paragraphs } = content;
  const [label, link] = action;
  const told = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  const blocks = [greeting, ...paragraphs, told, before, `${label}:\n${link}`, ...after, `-- \n${footer}`];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

/** Plain, and without anything that would have to be fetched: no picture tells that the mail was read. */
function asHtml(content: Content, { greeting }: MailWords, footer: string, language: string): string {
  const { action, after, before, facts = [], paragraphs, subject } = content;
  const [label, link] = action;
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escape(text)}</p>`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escape(subject)}</title></head>`,
    '<body style="margin:0;padding:16px;background:#f4f7f6;color:#16211d;font:16px/1.5 system-ui,sans-serif">',
    '<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:12px">',
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escape(subject)}</h1>`,
    paragraph(greeting),
    ...paragraphs.map(paragraph),
    table(facts),
    before === undefined ? '' : paragraph(before),
    `<p style="margin:24px 0"><a href="${escape(link)}" style="display:inline-block;padding:10px 20px;border-radius:8px;background:#0b6a56;color:#ffffff;text-decoration:none;font-weight:600">${escape(label)}</a></p>`,
    ...after.map(paragraph),
    '</div>',
    `<p style="max-width:560px;margin:16px auto 0;color:#53605b;font-size:13px">${escape(footer)}</p>`,
    '</body></html>',
  ].join('\n');
}

function table(facts: readonly Fact[]): string {
  if (facts.length === 0) return '';
  const cell = 'padding:2px 16px 2px 0;vertical-align:top';
  // An IPv6 address is wider than a phone.
  const broken = 'overflow-wrap:anywhere;word-break:break-word';
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td style="${cell}">${escape(name)}</td><td style="${cell};${broken}">${escape(value)}</td></tr>`,
  );
  return `<table style="margin:0 0 16px;border-spacing:0">${rows.join('')}</table>`;
}

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`);
