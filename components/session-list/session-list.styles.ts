import { css } from 'lit';

export const styles = css`
  .layout {
    container-type: inline-size;
  }
  .outcome > .account-status:not(:empty),
  .outcome > .account-alert:not(:empty) {
    margin-block-end: calc(3 * var(--_space));
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(3 * var(--_space));
    min-block-size: var(--_control-height);
    margin-block-end: calc(3 * var(--_space));
    border-radius: var(--_radius);
  }
  .head > .account-muted {
    flex: 1 1 16rem;
  }
  .head:focus {
    outline: none;
  }
  .head:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .line {
    inline-size: min(24rem, 100%);
  }

  .list {
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
    list-style: none;
  }
  .session {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    grid-template-areas: 'icon name buttons' 'icon facts facts' 'icon problem problem';
    column-gap: calc(4 * var(--_space));
    align-items: center;
    padding: calc(4 * var(--_space)) calc(5 * var(--_space));
  }
  .session + .session {
    border-block-start: 1px solid var(--_border);
  }
  .many .session:nth-child(n + 20) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 10rem;
  }
  .icon {
    grid-area: icon;
    align-self: start;
    display: grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
  }
  .name {
    grid-area: name;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(1 * var(--_space)) calc(3 * var(--_space));
    min-block-size: 2.5rem;
  }
  .title {
    margin: 0;
    font: inherit;
    font-weight: 620;
    overflow-wrap: anywhere;
  }
  .badge {
    padding: 0 calc(2.5 * var(--_space));
    border: 1px solid color-mix(in oklab, var(--_accent) 45%, transparent);
    border-radius: 999px;
    color: var(--_accent);
    font-size: 0.8667em;
    font-weight: 550;
  }
  .badge.new,
  .badge.operator {
    border-color: color-mix(in oklab, var(--_warning) 45%, transparent);
    color: var(--_warning);
    overflow-wrap: anywhere;
  }
  .device {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .buttons {
    grid-area: buttons;
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: calc(2 * var(--_space));
  }
  .problem {
    grid-area: problem;
    margin-block-start: calc(3 * var(--_space));
  }

  .facts {
    grid-area: facts;
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: calc(3 * var(--_space)) calc(4 * var(--_space));
    margin: calc(2 * var(--_space)) 0 0;
  }
  .fact {
    grid-column: span 2;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .address,
  .clients {
    grid-column: span 3;
    order: -1;
  }
  time {
    display: block;
    text-wrap: balance;
  }
  .fact dt {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .fact dd {
    margin: 0;
    font-size: 0.9333em;
    font-variant-numeric: tabular-nums;
  }
  .fact dd + dd {
    color: var(--_muted);
    font-size: 0.8667em;
  }
  .foot {
    margin: calc(3 * var(--_space)) 0 0;
    color: var(--_muted);
    font-size: 0.8667em;
  }

  .skeleton {
    grid-column: 1 / -1;
    min-block-size: 6.75rem;
  }

  @container (min-width: 52rem) {
    .facts {
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }
    .facts > .fact {
      grid-column: auto;
      order: 0;
    }
  }
  @container (max-width: 27.99rem) {
    .head > .account-button {
      inline-size: 100%;
    }
    .session {
      grid-template-columns: auto minmax(0, 1fr);
      grid-template-areas: 'icon name' 'facts facts' 'buttons buttons' 'problem problem';
      padding: calc(4 * var(--_space));
    }
    .facts {
      grid-template-columns: minmax(0, 1fr);
      gap: calc(2 * var(--_space));
      margin-block-start: calc(3 * var(--_space));
    }
    .facts > .fact {
      display: grid;
      grid-template-columns: 6rem minmax(0, 1fr);
      grid-column: auto;
      order: 0;
      gap: 0 calc(3 * var(--_space));
      align-items: baseline;
    }
    .fact dd {
      grid-column: 2;
    }
    .session > .buttons {
      justify-content: flex-start;
      margin-block-start: calc(4 * var(--_space));
    }
    .session > .buttons > .end {
      flex: 1 1 auto;
    }
  }
  @container (max-width: 17rem) {
    .facts > .fact {
      display: block;
    }
  }
`;
