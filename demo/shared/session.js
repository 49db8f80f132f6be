/**
 * What a page of ours has to know about the account service: who is signed in,
 * and when that changes. Everything else is the account elements' own business.
 */
export async function signedInAccount(api = '/api/account') {
  const response = await fetch(`${api}/account`, { headers: { accept: 'application/json' }, cache: 'no-store' });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The account service answered ${response.status}`);
  return response.json();
}
