// Frameworks as the tests' server bundles them, and as much of their types as the tests use.

export interface ReactRoot {
  render(node: unknown): void;
  unmount(): void;
}

export interface React {
  createElement(type: unknown, props?: object | null, ...children: unknown[]): unknown;
  readonly StrictMode: unknown;
  createRoot(container: Element): ReactRoot;
  hydrateRoot(container: Element, node: unknown, options: { onRecoverableError(error: unknown): void }): ReactRoot;
  flushSync(work: () => void): void;
  renderToString(node: unknown): string;
}

export interface VueApp {
  mount(container: Element): unknown;
  unmount(): void;
  config: { warnHandler?: (message: string) => void; compilerOptions: object };
}

export interface Vue {
  createApp(component: object): VueApp;
  createSSRApp(component: object): VueApp;
  h(type: string, props?: object | null, children?: unknown): unknown;
  nextTick(): Promise<void>;
  reactive<T extends object>(value: T): T;
  renderToString(app: VueApp): Promise<string>;
}

const load = (name: string): Promise<unknown> => import(`${location.origin}/test-bundle/${name}.js`);

export const loadReact = (): Promise<React> => load('react') as Promise<React>;
export const loadVue = (): Promise<Vue> => load('vue') as Promise<Vue>;
