/** What a page wants to do with passkeys. */
export type PasskeyUse = 'create' | 'get';

export type PasskeyObstacle = 'unsupported' | 'framed';

/** Why this page can do nothing with passkeys, as far as that is known without trying. */
export function passkeyObstacle(use: PasskeyUse): PasskeyObstacle | undefined {
  if (!globalThis.PublicKeyCredential || !globalThis.isSecureContext) return 'unsupported';
  return allowed(use) === false ? 'framed' : undefined;
}

/** Whether the pages around let this one, where the browser tells. */
export function allowed(use: PasskeyUse): boolean | undefined {
  const { featurePolicy } = document as { readonly featurePolicy?: { allowsFeature(feature: string): boolean } };
  return featurePolicy?.allowsFeature(`publickey-credentials-${use}`);
}
