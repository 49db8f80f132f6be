import type { Prefixed } from 'account-elements/vue/prefixed';

declare module 'vue' {
  interface GlobalComponents extends Prefixed<'acme'> {}
}
