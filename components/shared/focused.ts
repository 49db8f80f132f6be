/** What has the focus, in whatever shadow root. */
export function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : undefined;
}

/** Begins something slow; tells later whether the person is still here, not somewhere else: then the focus is theirs. */
export function focusStays(): () => boolean {
  const before = focused();
  return () => [before, document.body, undefined].includes(focused());
}
