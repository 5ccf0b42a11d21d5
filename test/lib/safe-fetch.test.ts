import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../src/lib/public-address.ts';
import { CannotFetch, createFetchText, type FetchParts } from '../../src/lib/safe-fetch.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A server on this machine that counts who comes. */
async function listen(answer: RequestListener, host = '127.0.0.1') {
  const server = createServer(answer);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const hello: RequestListener = (_, response) => response.end('hello');

/** The rules of this machine, but any port, and names that lead where the test says. */
function parts(names: Record<string, string[]> = {}, reach = isPublicAddress): FetchParts {
  return {
    resolve: async (host) => (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    mayReach: reach,
    mayUsePort: () => true,
  };
}

const open = parts({ 'calendar.test': ['127.0.0.1'] }, () => true);
const limits = { timeoutMs: 5_000 };

describe('fetching an address that a person typed', () => {
  it('reads a text', async () => {
    const { port } = await listen(hello);
    expect(await createFetchText(open)(`http://calendar.test:${port}/me.ics`, limits)).toBe('hello');
  });

  const notations = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '127.255.255.254',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '①②⑦.0.0.1',
    '0.0.0.0',
    '0',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
    '[fd00:ec2::254]',
    '[fc00::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '169.254.169.254',
    '169.254.170.2',
    '168.63.129.16',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ];
  it.each(notations)('never connects to %s', async (host) => {
    const { port, connections } = await listen(hello, '0.0.0.0');
    const fetched = createFetchText(parts())(`http://${host}:${port}/`, limits);
    await expect(fetched).rejects.toThrow('private network');
    expect(connections()).toBe(0);
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['this machine in IPv6', ['::1']],
    ['the cloud’s metadata', ['169.254.169.254']],
    ['a private network', ['10.1.2.3']],
    ['a private network behind IPv6', ['::ffff:10.1.2.3']],
    ['a public and a private address at once', ['93.184.216.34', '127.0.0.1']],
  ])('never connects to a name that leads to %s', async (_, addresses) => {
    const { port, connections } = await listen(hello);
    const fetched = createFetchText(parts({ 'sly.test': addresses }))(`http://sly.test:${port}/`, limits);
    await expect(fetched).rejects.toThrow('private network');
    expect(connections()).toBe(0);
  });

  it('refuses the name of this machine by the real resolver', async () => {
    await expect(createFetchText()('http://localhost/', limits)).rejects.toThrow('private network');
  });

  it('dials the address that it checked, though the name changes its mind', async () => {
    const checked = await listen((_, response) => response.end('checked'), '127.0.0.2');
    const rebound = await listen(hello, '127.0.0.1');
    let asked = 0;
    const turning: FetchParts = {
      ...open,
      mayReach: (address) => address === '127.0.0.2',
      resolve: async () => {
        asked += 1;
        return [{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
      },
    };
    expect(await createFetchText(turning)(`http://turning.test:${checked.port}/`, limits)).toBe('checked');
    await expect(createFetchText(turning)(`http://turning.test:${rebound.port}/`, limits)).rejects.toThrow(CannotFetch);
    expect(rebound.connections()).toBe(0);
  });

  it('does not follow a redirect', async () => {
    const target = await listen(hello);
    const { port } = await listen((_, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${target.port}/` }).end();
    });
    await expect(createFetchText(open)(`http://calendar.test:${port}/`, limits)).rejects.toThrow('sends on');
    expect(target.connections()).toBe(0);
  });

  it.each([
    ['file:///etc/passwd', 'https://'],
    ['ftp://example.com/a.ics', 'https://'],
    ['gopher://example.com/', 'https://'],
    ['data:text/calendar,BEGIN', 'https://'],
    ['javascript:alert(1)', 'https://'],
    ['https://me:hush@example.com/', 'user name or a password'],
    ['https://example.com:22/', 'usual port'],
    ['http://example.com:6379/', 'usual port'],
    ['http://example.com:5432/', 'usual port'],
    ['just words', 'not a web address'],
    ['', 'not a web address'],
    ['http://', 'not a web address'],
  ])('refuses %s before it looks anything up', async (url, why) => {
    const unasked = createFetchText({
      mayReach: isPublicAddress,
      mayUsePort: (port) => port === 443 || port === 80,
      resolve: () => Promise.reject(new Error('looked up')),
    });
    await expect(unasked(url, limits)).rejects.toThrow(why);
    await expect(createFetchText()(url, limits)).rejects.toThrow(why);
  });

  it('stops reading at the size limit, said or not', async () => {
    const { port } = await listen((_, response) => {
      response.write('x'.repeat(600));
      response.write('x'.repeat(600));
    });
    const fetched = createFetchText(open)(`http://calendar.test:${port}/`, { timeoutMs: 5_000, maxBytes: 1_000 });
    await expect(fetched).rejects.toThrow('larger than');
  });

  it('gives up in time when the server is silent, before and within its answer', async () => {
    const silent = await listen(() => undefined);
    const dripping = await listen((_, response) => response.write('half an answer'));
    const quick = { timeoutMs: 50 };
    await expect(createFetchText(open)(`http://calendar.test:${silent.port}/`, quick)).rejects.toThrow('in time');
    await expect(createFetchText(open)(`http://calendar.test:${dripping.port}/`, quick)).rejects.toThrow('in time');
  });

  it('gives up in time when the name is never found', async () => {
    const stuck = createFetchText({ ...open, resolve: () => new Promise(() => undefined) });
    await expect(stuck('http://calendar.test/', { timeoutMs: 50 })).rejects.toThrow('in time');
  });

  it('says what the server answered', async () => {
    const { port } = await listen((_, response) => response.writeHead(404).end());
    await expect(createFetchText(open)(`http://calendar.test:${port}/`, limits)).rejects.toThrow('answered 404');
  });

  it('refuses an answer that ends early', async () => {
    const { port } = await listen((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    });
    await expect(createFetchText(open)(`http://calendar.test:${port}/`, limits)).rejects.toThrow(
      'could not be reached',
    );
  });

  it('refuses a server whose certificate nobody vouches for, or that speaks no TLS', async () => {
    const { port } = await listen(hello);
    await expect(createFetchText(open)(`https://calendar.test:${port}/`, limits)).rejects.toThrow(CannotFetch);
  });

  it('says that a server was not found', async () => {
    const lost = createFetchText({
      ...open,
      resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    });
    await expect(lost('http://calendar.test/', limits)).rejects.toThrow('was not found');
    await expect(createFetchText(parts())('http://nobody.test/', limits)).rejects.toThrow('has no server');
  });
});

describe('public addresses', () => {
  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'lets %s be reached',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each(['::ffff:8.8.8.8', 'fe80::1%eth0', '2606:4700::1%eth0', 'example.com', '', '127.1'])(
    'does not take %s for public',
    (address) => expect(isPublicAddress(address)).toBe(false),
  );
});
