import { element } from '../shared/dom.js';
import { date, number, say } from '../shared/reading.js';

const DAY = 86_400_000;
const DAYS = 90;
const SOON = 30;

/**
 * What expires in the next 90 days, on a line. The drawing is for the eye: the
 * sentence above it and the list below say the same in words.
 */
export function renderHorizon(certificates, now = new Date()) {
  const coming = certificates.filter(({ days }) => days >= 0 && days <= DAYS).sort((a, b) => a.days - b.days);
  const manual = coming.filter(({ renewal }) => renewal === 'manual');

  const plot = element('div', { class: 'horizon-plot', 'aria-hidden': 'true' });
  const soon = element('span', { class: 'horizon-soon' });
  soon.style.inlineSize = `${(SOON / DAYS) * 100}%`;
  plot.append(soon, ...marks(coming));

  return element(
    'figure',
    { class: 'horizon' },
    element('h2', {}, say('The next 90 days')),
    element(
      'figcaption',
      {},
      say('{total} certificates expire in the next 90 days; {manual} of them must be renewed by hand.', {
        total: number(coming.length),
        manual: number(manual.length),
      }),
    ),
    plot,
    element('span', { class: 'horizon-ticks', 'aria-hidden': 'true' }, ...ticks(now)),
    element(
      'div',
      { class: 'horizon-legend', 'aria-hidden': 'true' },
      legend('automatic', say('Renewed automatically')),
      legend('manual', say('Renewed by hand')),
    ),
  );
}

/** Marks that would touch stand on one another. */
function marks(coming) {
  const lanes = [];
  return coming.map(({ days, status, renewal }) => {
    let lane = lanes.findIndex((last) => days - last >= 2.5);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = days;
    const mark = element('span', { class: 'horizon-mark', 'data-status': status, 'data-renewal': renewal });
    mark.style.insetInlineStart = `${(days / DAYS) * 100}%`;
    mark.style.insetBlockEnd = `${0.4375 + lane * 0.75}rem`;
    return mark;
  });
}

function* ticks(now) {
  for (let days = 0; days < DAYS; days += SOON) {
    const text =
      days === 0 ? say('today') : date(new Date(now.getTime() + days * DAY), { day: 'numeric', month: 'short' });
    const tick = element('span', { class: 'horizon-tick' }, text);
    tick.style.insetInlineStart = `${(days / DAYS) * 100}%`;
    yield tick;
  }
}

const legend = (renewal, name) =>
  element('span', {}, element('span', { class: 'horizon-mark', 'data-renewal': renewal }), name);
