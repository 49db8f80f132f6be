// Vue for tests, with what renders on a server.

export { createApp, createSSRApp, h, nextTick, reactive } from 'vue/dist/vue.runtime.esm-bundler.js';
export { renderToString } from '@vue/server-renderer';
