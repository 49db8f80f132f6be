import { css } from 'lit';

/**
 * The looks that a page may set, and what they are when it does not. Elements
 * use only the `--_*` names. Light and dark follow the page's `color-scheme`.
 */
export const tokens = css`
  :host {
    --_accent: var(--account-accent, light-dark(#0b6a56, #62cfae));
    --_on-accent: var(--account-on-accent, light-dark(#ffffff, #06231b));
    --_text: var(--account-text, light-dark(#16211d, #e8efec));
    --_muted: var(--account-muted, light-dark(#53605b, #a5b3ad));
    --_surface: var(--account-surface, light-dark(#ffffff, #131a17));
    --_raised: var(--account-raised, light-dark(#f4f7f6, #1c2521));
    --_border: var(--account-border, light-dark(#d7dedb, #323f3a));
    /* The edge of a control is how one knows it: 3:1 (WCAG 1.4.11). */
    --_control-border: var(--account-control-border, light-dark(#7a8883, #75867f));
    --_danger: var(--account-danger, light-dark(#ae2418, #ff9d90));
    --_danger-surface: var(--account-danger-surface, light-dark(#fdf2f0, #2c1815));
    --_warning: var(--account-warning, light-dark(#855000, #f0b962));
    --_success: var(--account-success, light-dark(#0b6a56, #62cfae));
    --_focus: var(--account-focus, var(--_accent));
    --_radius: var(--account-radius, 0.5rem);
    --_font: var(--account-font, inherit);
    --_font-mono: var(--account-font-mono, ui-monospace, 'SF Mono', 'Cascadia Mono', monospace);
    --_font-size: var(--account-font-size, 0.9375rem);
    /* One step of spacing: all distances are multiples of it. */
    --_space: var(--account-space, 0.25rem);
    --_control-height: var(--account-control-height, 2.5rem);
    --_shadow: var(--account-shadow, 0 0.5rem 2rem light-dark(rgb(15 30 25 / 0.16), rgb(0 0 0 / 0.6)));

    display: block;
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.5;
  }

  :host([hidden]) {
    display: none;
  }
`;
