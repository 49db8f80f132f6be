import { german } from './german.js';

/**
 * How the person at the screen reads: the language of the page's own words and
 * the way it writes dates and numbers. Follows the account's locale, and the
 * browser before anybody signed in.
 */
const settings = { language: 'en', formats: 'en', timeZone: undefined, firstLanguage: browserLanguage() };

const pageLanguages = ['en', 'de'];

function browserLanguage() {
  const language = (navigator.languages[0] ?? 'en').split('-')[0];
  return language === 'de' ? 'de' : 'en';
}

/** Whatever anybody prefers, the page's own words are in this language. */
export function insistOn(language) {
  settings.insisted = language;
}

/** More sentences in German, by their English ones. */
export const addGerman = (sentences) => Object.assign(german, sentences);

/** Takes over an account's locale; `null` goes back to what the browser says. */
export function readAs(locale) {
  const wanted = settings.insisted || locale?.language?.split('-')[0];
  settings.language = pageLanguages.includes(wanted) ? wanted : wanted ? 'en' : settings.firstLanguage;
  const region = locale?.region ?? browserRegion(settings.language);
  settings.formats = region ? `${settings.language}-${region}` : settings.language;
  settings.timeZone = locale?.timeZone ?? undefined;
  settings.hourCycle = locale?.hourCycle ?? undefined;
  document.documentElement.lang = settings.language;
  translate(document);
}

/** Somebody who reads German in a browser set to Austrian German sees Austrian dates before choosing anything. */
function browserRegion(language) {
  const tag = navigator.languages.find((candidate) => candidate.split('-')[0] === language && candidate.includes('-'));
  try {
    return tag ? new Intl.Locale(tag).region : undefined;
  } catch {
    return undefined; // not a language tag: Chromium passes on `en-US@posix` as the system has it
  }
}

/** The sentence in the page's language; `{name}` is filled from `values`. */
export function say(sentence, values = {}) {
  const translated = (settings.language === 'de' ? german[sentence] : undefined) ?? sentence;
  return translated.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The sentence that fits the number, which is filled in as `{n}`. */
export function sayCount(count, one, other, values = {}) {
  const rule = new Intl.PluralRules(settings.language).select(count);
  return say(rule === 'one' ? one : other, { n: number(count), ...values });
}

/** Elements with `data-t` hold an English sentence; `data-t="aria-label"` says which attribute holds it. */
export function translate(root) {
  for (const node of root.querySelectorAll('[data-t]')) {
    const attribute = node.dataset.t;
    const current = attribute ? node.getAttribute(attribute) : node.textContent;
    node.dataset.english ??= current.trim();
    const sentence = say(node.dataset.english);
    if (attribute) node.setAttribute(attribute, sentence);
    else if (node.textContent !== sentence) node.textContent = sentence;
  }
}

export const number = (value) => new Intl.NumberFormat(settings.formats).format(value);

export const date = (value, options = { dateStyle: 'medium' }) =>
  new Intl.DateTimeFormat(settings.formats, { timeZone: settings.timeZone, ...options }).format(value);

export const dateAndTime = (value) =>
  date(value, {
    dateStyle: 'long',
    timeStyle: 'short',
    ...(settings.hourCycle ? { hourCycle: settings.hourCycle } : {}),
  });

/** “tomorrow”, “in 12 days”, “in 10 months”. */
export function fromNow(days) {
  const format = new Intl.RelativeTimeFormat(settings.formats, { numeric: 'auto' });
  if (Math.abs(days) < 60) return format.format(days, 'day');
  return format.format(Math.round(days / 30.44), 'month');
}

export const compare = (a, b) => new Intl.Collator(settings.formats, { numeric: true }).compare(a, b);
