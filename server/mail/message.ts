import type { AppConfig } from '../config.ts';
import type { Circumstances, Recipient } from './mail.ts';
import type { Letter, TakenLetter } from './outbox.ts';
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
  readonly facts?: readonly (readonly [label: string, value: string])[];
  /** Before and after the one link. */
  readonly before?: string;
  readonly action: readonly [label: string, link: string];
  readonly after?: readonly string[];
}

const languages: Readonly<Record<string, MailWords>> = { de, en };

/** In the person's language. Its Message-ID is the same however often it is sent. */
export function writeMessage(letter: TakenLetter, { company, origin }: Pick<AppConfig, 'company' | 'origin'>): Message {
  const { to } = letter;
  const words = languages[to.language?.split('-')[0] ?? 'en'] ?? en;
  const content = contentOf(letter, words);
  const footer = words.footer(company);
  return {
    messageId: `<${letter.id}@${new URL(origin).hostname}>`,
    to: to.email,
    subject: content.subject,
    text: asText(to, content, words, footer),
    html: asHtml(to, content, words, footer),
  };
}

function contentOf({ mail, to }: Letter, words: MailWords): Content {
  switch (mail.kind) {
    case 'password-reset': {
      const { action, expires, ignore, subject, text } = words.reset;
      return { subject, paragraphs: [text], action: [action, mail.link], after: [expires(mail.minutes), ignore] };
    }
    case 'email-confirmation': {
      const { action, expires, ignore, subject, text } = words.confirmation;
      return { subject, paragraphs: [text], action: [action, mail.link], after: [expires(mail.minutes), ignore] };
    }
    case 'email-undo': {
      const { action, expires, subject, text } = words.undo;
      return { subject, paragraphs: [text(mail.newEmail)], before: expires(mail.hours), action: [action, mail.link] };
    }
    case 'notice': {
      const { subject, text } = words.notices[mail.notice];
      return {
        subject,
        paragraphs: [text],
        facts: factsOf(mail, to, words),
        before: words.wasYou,
        action: [words.wasNotMe, mail.link],
      };
    }
  }
}

function factsOf({ address, at, city, country, device }: Circumstances, to: Recipient, words: MailWords) {
  const language = to.language ?? 'en';
  const place = [city, country && new Intl.DisplayNames([language], { type: 'region' }).of(country)];
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [words.when, formatTime(at, to)],
    [words.device, device],
    [words.place, place.filter(Boolean).join(', ')],
    [words.address, address],
  ];
  return facts.filter((fact): fact is readonly [string, string] => Boolean(fact[1]));
}

/** As the person reads dates; with the zone, because a mail is read anywhere. */
function formatTime(at: number, { language, region, timeZone }: Recipient): string {
  const tag = region ? `${language ?? 'en'}-${region}` : (language ?? 'en');
  const options = { dateStyle: 'long', timeStyle: 'long' } as const;
  try {
    return new Intl.DateTimeFormat(tag, { ...options, timeZone: timeZone ?? 'UTC' }).format(at);
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(at);
  }
}

function asText({ firstName }: Recipient, content: Content, words: MailWords, footer: string): string {
  const { action, after = [], before, facts = [], paragraphs } = content;
  const blocks = [
    words.greeting(firstName),
    ...paragraphs,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    before,
    `${action[0]}:\n${action[1]}`,
    ...after,
    `-- \n${footer}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

/** Plain, and without anything that would have to be fetched: no picture tells that the mail was read. */
function asHtml({ firstName }: Recipient, content: Content, words: MailWords, footer: string): string {
  const { action, after = [], before, facts = [], paragraphs, subject } = content;
  const paragraph = (text: string | undefined) => (text ? `<p style="margin:0 0 16px">${escape(text)}</p>` : '');
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#53605b">${escape(label)}</td><td style="padding:2px 0">${escape(value)}</td></tr>`,
  );
  const table = rows.length > 0 ? `<table style="margin:0 0 16px;border-spacing:0">${rows.join('')}</table>` : '';
  return [
    '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escape(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#f4f7f6;color:#16211d;font:16px/1.5 system-ui,sans-serif">',
    '<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:12px">',
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escape(subject)}</h1>`,
    paragraph(words.greeting(firstName)),
    ...paragraphs.map(paragraph),
    table,
    paragraph(before),
    `<p style="margin:24px 0"><a href="${escape(action[1])}" style="display:inline-block;padding:10px 20px;border-radius:8px;background:#0b6a56;color:#ffffff;text-decoration:none;font-weight:600">${escape(action[0])}</a></p>`,
    ...after.map(paragraph),
    '</div>',
    `<p style="max-width:560px;margin:16px auto 0;color:#53605b;font-size:13px">${escape(footer)}</p>`,
    '</body></html>',
  ].join('');
}

const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`);
