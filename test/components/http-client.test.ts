import { expect } from 'chai';
import * as v from 'valibot';
import type { AccountClient } from '../../components/client/account-client.ts';
import { httpClient } from '../../components/client/http-client.ts';
import { account } from '../../components/contract/account.ts';
import { capabilities } from '../../components/contract/capabilities.ts';
import { endpoint } from '../../components/contract/endpoint.ts';
import { isProblem, serverProblems, type Problem } from '../../components/contract/problem.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { ada } from '../../components/testing/samples.ts';
import { answering, refusing, type Heard } from '../support/answers.ts';

const heard = v.object({
  method: v.string(),
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  body: v.string(),
});
const things = {
  get: endpoint({
    method: 'GET',
    path: '/things/:id/parts/:part',
    summary: 'Parts of a thing',
    query: v.object({ search: v.optional(v.string()), limit: v.optional(v.number()) }),
    result: heard,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/things/:id',
    summary: 'Change a thing',
    body: v.object({ name: v.string() }),
    result: heard,
    versioned: true,
  }),
};

const company = { company: 'Northwind Trust', signUp: false, relationships: [] };

/** The problem that a read of the capabilities ends with. */
async function problemOf(client: AccountClient, signal?: AbortSignal): Promise<Problem> {
  try {
    await client.send(capabilities.get, {}, signal ? { signal } : {});
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('httpClient: what it sends', () => {
  const client = httpClient(`${answering()}/`, { clientId: 'certificate-manager' });

  it('says whose page it is, as soon as an answer told whose session it was, except where it asks just that', async () => {
    const client = httpClient(answering({ headers: { 'account-id': 'ada' } }));
    const path = { params: { id: 'a', part: 'b' }, query: {} };
    expect((await client.send(things.get, path)).headers['account-id']).to.equal(undefined);
    expect((await client.send(things.get, path)).headers['account-id']).to.equal('ada');
    const whoAmI = endpoint({ ...things.get, access: 'public' });
    expect((await client.send(whoAmI, path)).headers['account-id']).to.equal(undefined);
  });

  it('says what language the page is in', async () => {
    document.documentElement.lang = 'de-AT';
    const { headers } = await client.send(things.get, { params: { id: 'a', part: 'b' }, query: {} });
    document.documentElement.removeAttribute('lang');
    expect(headers['accept-language']).to.equal('de-AT');
  });

  it('puts params and query into the address, whatever is in them', async () => {
    const { method, url, body } = await client.send(things.get, {
      params: { id: 'a/b?c#d', part: 'ä ö' },
      query: { search: 'x&y=z +1', limit: 25 },
    });
    expect(method).to.equal('GET');
    expect(url).to.equal(`things/a%2Fb%3Fc%23d/parts/%C3%A4%20%C3%B6?search=x%26y%3Dz+%2B1&limit=25`);
    expect(body).to.equal('');
  });

  it('leaves out what is undefined', async () => {
    const { url } = await client.send(things.get, {
      params: { id: '1', part: '2' },
      query: { search: undefined },
    });
    expect(url).to.equal('things/1/parts/2');
  });

  it('never lets a param climb out of its place', async () => {
    for (const id of ['.', '..', '']) {
      const refused = await client.send(things.update, { params: { id }, version: '1', body: { name: 'x' } }).then(
        () => 'sent',
        (error: Problem) => error.code,
      );
      expect(refused, id).to.equal('malformed');
    }
  });

  it('sends the body as JSON, the version as If-Match and its own id', async () => {
    const { method, headers, body } = await client.send(things.update, {
      params: { id: '1' },
      version: '7',
      body: { name: 'Grüße "x"' },
    });
    expect(method).to.equal('PATCH');
    expect(body).to.equal('{"name":"Grüße \\"x\\""}');
    expect(headers['content-type']).to.equal('application/json');
    expect(headers['if-match']).to.equal('"7"');
    expect(headers['account-client']).to.equal('certificate-manager');

    expect(headers['accept']).to.contain('application/json');
  });

  it('says what the browser told about the device, when it is given that', async () => {
    const input = { params: { id: '1', part: '2' }, query: {} };
    const { headers } = (await httpClient(answering()).send(things.get, input, { device: 'touch=5' })) as Heard;
    expect(headers['account-device']).to.equal('touch=5');
  });

  it('sends no content type without a body, and no client id that it does not have', async () => {
    const { headers } = (await httpClient(answering()).send(things.get, {
      params: { id: '1', part: '2' },
      query: {},
    })) as Heard;
    expect(headers).not.to.have.any.keys('content-type', 'if-match', 'account-client', 'account-device');
  });
});

describe('httpClient: what it makes of answers', () => {
  it('gives what the contract names, and leaves out what it does not', async () => {
    const client = httpClient(answering({ body: JSON.stringify({ ...company, later: true }) }));
    expect(await client.send(capabilities.get, {})).to.deep.equal(company);
  });

  it('gives nothing for an answer without a body', async () => {
    expect(await httpClient(answering({ status: 204 })).send(signIn.signOut, {})).to.equal(undefined);
  });

  for (const [code, status] of Object.entries(serverProblems)) {
    it(`rebuilds the problem ${code}`, async () => {
      const client = httpClient(refusing(status, { code, detail: 'prose' }, { 'request-id': 'req-1' }));
      const problem = await problemOf(client);
      expect(problem.code).to.equal(code);
      expect(problem.reference).to.equal('req-1');
      expect(problem.message).not.to.contain('prose');
    });
  }

  it('keeps which fields were refused, and calls a reason it does not know invalid', async () => {
    const fields = [{ name: 'city', code: 'too-long' }, { name: 'title', code: 'too-loud' }, 'street', null];
    const problem = await problemOf(httpClient(refusing(422, { code: 'invalid-input', fields })));
    expect(problem.fields).to.deep.equal([
      { name: 'city', code: 'too-long' },
      { name: 'title', code: 'invalid' },
    ]);
  });

  it('goes by the status when the code is unknown', async () => {
    const codeFor = async (status: number, body: object) => (await problemOf(httpClient(refusing(status, body)))).code;
    expect(await codeFor(503, { code: 'on-holiday' })).to.equal('unavailable');
    expect(await codeFor(429, { code: 'calm-down' })).to.equal('too-many-attempts');
    expect(await codeFor(418, { code: 'teapot' })).to.equal('unreadable');
    expect(await codeFor(400, { code: 'toString' })).to.equal('unreadable');
    expect(await codeFor(400, { code: ['malformed'] })).to.equal('unreadable');
  });

  it('goes by the status of a proxy that answers with a page of its own', async () => {
    const codeFor = async (status: number, body = '<h1>nginx</h1>') =>
      (await problemOf(httpClient(answering({ status, type: 'text/html', body })))).code;
    expect(await codeFor(502)).to.equal('unavailable');
    expect(await codeFor(504)).to.equal('unavailable');
    expect(await codeFor(413)).to.equal('payload-too-large');
    expect(await codeFor(401)).to.equal('unauthenticated');
    expect(await codeFor(404)).to.equal('unreadable');
    expect(await codeFor(200)).to.equal('unreadable');
  });

  for (const body of ['null', '[]', '"no"', '{"fields":{}}', '']) {
    it(`survives the refusal ${body || 'without a body'}`, async () => {
      const problem = await problemOf(httpClient(answering({ status: 500, body })));
      expect(problem.code).to.equal('unavailable');
      expect(problem.fields).to.deep.equal([]);
    });
  }

  it('calls an answer that the contract does not know unreadable, with the request to ask about', async () => {
    const body = JSON.stringify({ ...company, signUp: 'perhaps' });
    const problem = await problemOf(httpClient(answering({ body, headers: { 'request-id': 'req-2' } })));
    expect(problem.code).to.equal('unreadable');
    expect(problem.reference).to.equal('req-2');
  });

  it('understands Retry-After in seconds and as a date', async () => {
    const after = async (header: string) =>
      (await problemOf(httpClient(refusing(429, { code: 'too-many-attempts' }, { 'retry-after': header })))).retryAfter;
    expect(await after('120')).to.equal(120);
    const start = Date.now();
    const left = await after(new Date(start + 90_000).toUTCString());
    expect(left).to.be.within(89 - Math.ceil((Date.now() - start) / 1000), 91);
    expect(await after(new Date(Date.now() - 90_000).toUTCString())).to.equal(0);
    expect(await after('soon')).to.equal(undefined);
    expect(await after('')).to.equal(undefined);
  });
});

describe('httpClient: when no answer comes', () => {
  it('says unreachable when nobody listens', async () => {
    const problem = await problemOf(httpClient('http://localhost:1/api'));
    expect(problem.code).to.equal('unreachable');
    expect(problem.cause).to.be.instanceOf(TypeError);
  });

  it('says unreachable after the timeout', async () => {
    const client = httpClient(answering({ delay: 3000 }), { timeout: 50 });
    expect((await problemOf(client)).code).to.equal('unreachable');
  });

  it('says unreachable when the connection is lost in the middle of the answer', async () => {
    const client = httpClient(answering({ body: JSON.stringify(company), stopAfter: 'hang-up' }));
    expect((await problemOf(client)).code).to.equal('unreachable');
  });

  it('says unreachable when the answer stops coming', async () => {
    const client = httpClient(answering({ body: JSON.stringify(company), stopAfter: 'silence' }), { timeout: 200 });
    expect((await problemOf(client)).code).to.equal('unreachable');
  });

  for (const stopAfter of [undefined, 'silence'] as const) {
    it(`rejects with the reason when it is aborted ${stopAfter ? 'in the middle of' : 'before'} the answer`, async () => {
      const client = httpClient(
        answering({ body: JSON.stringify(company), ...(stopAfter ? { stopAfter } : { delay: 3000 }) }),
      );
      const reason = new Error('moved on');
      const abort = new AbortController();
      const sent = client.send(capabilities.get, {}, { signal: abort.signal });
      setTimeout(() => abort.abort(reason), 200);
      const outcome = await sent.then(
        () => 'an answer',
        (error: unknown) => error,
      );
      expect(outcome).to.equal(reason);
    });
  }

  it('does not send what was aborted already', async () => {
    let sent = 0;
    const client = httpClient('/nowhere', {
      fetch: (...args) => {
        sent += 1;
        return fetch(...args);
      },
    });
    const outcome = await client
      .send(capabilities.get, {}, { signal: AbortSignal.abort('no') })
      .catch((error: unknown) => error);
    expect(outcome).to.equal('no');
    expect(sent).to.be.lessThan(2);
  });
});

describe('httpClient: a token that another tab was given', () => {
  /** Answers with these statuses, one after the other. */
  function clientAnswering(...statuses: number[]): { client: AccountClient; sent: () => number } {
    let sent = 0;
    const client = httpClient('/never-asked', {
      fetch: async (address) => {
        // This backend tells nothing by itself.
        if (String(address).includes('/live-updates')) return new Response(null, { status: 404 });
        const status = statuses[sent++] ?? 500;
        const body = status === 200 ? ada : { code: 'unauthenticated' };
        return new Response(JSON.stringify(body), { status });
      },
    });
    return { client, sent: () => sent };
  }
  const outcome = async (client: AccountClient) => {
    try {
      return (await client.send(account.get, {})).id;
    } catch (error) {
      return (error as Problem).code;
    }
  };

  it('case 048: a request that was under way meanwhile goes again, and nobody notices', async () => {
    const { client, sent } = clientAnswering(200, 401, 200);
    expect(await outcome(client)).to.equal(ada.id);
    expect(await outcome(client)).to.equal(ada.id);
    expect(sent()).to.equal(3);
  });

  it('requests under way together all go again', async () => {
    const { client, sent } = clientAnswering(200, 401, 401, 200, 200);
    await outcome(client);
    const rename = client.send(account.updateName, { body: { firstName: 'Ada', lastName: '' } });
    expect(await Promise.all([outcome(client), rename.then(({ id }) => id)])).to.deep.equal([ada.id, ada.id]);
    expect(sent()).to.equal(5);
  });

  it('case 048: it goes again once: a session that has ended has ended', async () => {
    const { client, sent } = clientAnswering(200, 401, 401, 401);
    await outcome(client);
    expect(await outcome(client)).to.equal('unauthenticated');
    expect(sent()).to.equal(3);
    expect(await outcome(client)).to.equal('unauthenticated');
    expect(sent()).to.equal(4);
  });

  it('nobody who was not signed in is asked for twice', async () => {
    const { client, sent } = clientAnswering(401, 200);
    expect(await outcome(client)).to.equal('unauthenticated');
    expect(sent()).to.equal(1);
  });
});
