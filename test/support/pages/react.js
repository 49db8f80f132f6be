// React for tests: CommonJS, which browsers do not load as it is.

export { createElement, StrictMode } from 'react';
export { createRoot, hydrateRoot } from 'react-dom/client';
export { flushSync } from 'react-dom';
export { renderToString } from 'react-dom/server.browser';
