import { expect } from 'chai';

describe('importing the library', () => {
  it('does nothing to the page: no tag, no listener, no observer, no channel, no style', async () => {
    const done: string[] = [];
    const watch = (owner: object, method: string) => {
      const original = Reflect.get(owner, method) as (...args: unknown[]) => unknown;
      Reflect.set(owner, method, function (this: unknown, ...args: unknown[]) {
        done.push(`${method} ${String(args[0])}`);
        return original.apply(this, args);
      });
      return () => Reflect.set(owner, method, original);
    };
    const constructed = (name: 'MutationObserver' | 'BroadcastChannel') => {
      const Original = window[name] as new (...args: never[]) => object;
      const Watched = class extends Original {
        constructor(...args: never[]) {
          super(...args);
          done.push(`new ${name}`);
        }
      };
      Object.assign(window, { [name]: Watched });
      return () => Object.assign(window, { [name]: Original });
    };
    const restore = [
      watch(customElements, 'define'),
      watch(EventTarget.prototype, 'addEventListener'),
      watch(Node.prototype, 'appendChild'),
      constructed('MutationObserver'),
      constructed('BroadcastChannel'),
    ];
    try {
      await import('../../components/index.ts');
    } finally {
      for (const back of restore) back();
    }
    expect(done).to.deep.equal([]);
    expect(document.adoptedStyleSheets).to.have.length(0);
  });
});
