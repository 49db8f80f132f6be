import type { Prefixed } from 'account-elements/jsx/prefixed';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Prefixed<'acme'> {}
  }
}
