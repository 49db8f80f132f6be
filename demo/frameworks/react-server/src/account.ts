'use client';

import { setPrefix } from 'account-elements/prefix';

setPrefix('acme');
export { AccountProvider, ProfileForm, ProfileMenu, SessionList, SignInForm } from 'account-elements/react';
