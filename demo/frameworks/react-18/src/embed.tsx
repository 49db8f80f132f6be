import { httpClient } from 'account-elements/client';
import { SessionList } from 'account-elements/react/session-list';

const client = httpClient('/api/account');
export const Sessions = () => <SessionList client={client} onSessionsEnded={(event) => console.log(event.count)} />;
