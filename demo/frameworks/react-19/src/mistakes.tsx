// What must not compile; nothing imports it.
export const right = <acme-account-provider theme="dark" />;
// @ts-expect-error: no such value
export const value = <acme-account-provider theme="purple" />;
// @ts-expect-error: no such property of the event
export const event = <acme-profile-form onprofile-saved={({ nothing }) => nothing} />;
// @ts-expect-error: nobody said so
export const prefix = <other-profile-form />;
