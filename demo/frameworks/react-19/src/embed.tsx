import 'account-elements/session-list/define';
import { httpClient } from 'account-elements/client';
import type {} from 'account-elements/jsx';

const client = httpClient('/api/account');
export const Sessions = () => <session-list client={client} onsessions-ended={(event) => console.log(event.count)} />;
