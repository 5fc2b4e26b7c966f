// Forged tokens. Those that are signed properly are signed with the key of the development issuer, which the script may
// read since it started the server: they stand for what an issuer signed for another purpose.

import crypto from 'node:crypto';

import { Hand } from '../attacker.mjs';

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function signed(key, kid, header, payload) {
  const text = `${b64({ alg: 'EdDSA', typ: 'JWT', kid, ...header })}.${b64(payload)}`;
  return `${text}.${crypto.sign(null, Buffer.from(text), key).toString('base64url')}`;
}

/** The development issuer's key. Its file has the public half too (PKCS #8, version 2), which not every OpenSSL reads. */
function signingKey(keyText) {
  const bytes = Buffer.from(keyText.replace(/-----[^-]+-----/g, ''), 'base64');
  const seed = bytes.subarray(bytes.indexOf(Buffer.from('04220420', 'hex')) + 4).subarray(0, 32);
  const first = Buffer.from('302e020100300506032b657004220420', 'hex');
  return crypto.createPrivateKey({ key: Buffer.concat([first, seed]), format: 'der', type: 'pkcs8' });
}

/** Every kind of token that must not be accepted, by name. */
export function forgeries({ keyText, genuine }) {
  const key = signingKey(keyText);
  const publicKey = crypto.createPublicKey(key);
  const [head, body, signature] = genuine.split('.');
  const { kid } = JSON.parse(Buffer.from(head, 'base64url'));
  const real = JSON.parse(Buffer.from(body, 'base64url'));
  const own = (changes) => ({ ...real, ...changes });
  const sign = (header, payload) => signed(key, kid, header, payload);
  const now = Math.floor(Date.now() / 1000);
  const hmac = (secret, header = {}) => {
    const text = `${b64({ alg: 'HS256', typ: 'JWT', kid, ...header })}.${b64(own({ sub: 'dev-operator' }))}`;
    return `${text}.${crypto.createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const stranger = crypto.generateKeyPairSync('ed25519').privateKey;
  const other = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const es256 = () => {
    const text = `${b64({ alg: 'ES256', kid })}.${b64(real)}`;
    return `${text}.${crypto.sign('sha256', Buffer.from(text), { key: other, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const jwk = publicKey.export({ format: 'jwk' });
  const list = {
    'alg none': `${b64({ alg: 'none' })}.${body}.`,
    'alg None': `${b64({ alg: 'None', kid })}.${body}.${signature}`,
    'alg nOnE with a signature': `${b64({ alg: 'nOnE', kid })}.${body}.AAAA`,
    'no alg': `${b64({ kid })}.${body}.${signature}`,
    'HS256 with the public key': hmac(publicKey.export({ format: 'pem', type: 'spki' })),
    'HS256 with the public key in DER': hmac(publicKey.export({ format: 'der', type: 'spki' })),
    'HS256 with the bytes of the public key': hmac(Buffer.from(jwk.x, 'base64url')),
    'HS256 with nothing': hmac(''),
    'a secret as a JWK in the head': hmac('secret', { jwk: { kty: 'oct', k: b64('secret') } }),
    'ES256 by another key': es256(),
    'another key': signed(stranger, kid, {}, real),
    'another key in the head': signed(stranger, kid, { jwk: crypto.createPublicKey(stranger).export({ format: 'jwk' }) }, real),
    'a place of keys in the head': signed(stranger, kid, { jku: 'http://127.0.0.1:1/jwks', x5u: 'http://127.0.0.1:1/' }, real),
    'kid that is a path': signed(stranger, '../../../../dev/null', {}, real),
    'kid that is SQL': signed(stranger, "' UNION SELECT 1 --", {}, real),
    crit: sign({ crit: ['exp'] }, real),
    'crit null': sign({ crit: null }, real),
    'typ of a logout': sign({ typ: 'logout+jwt' }, real),
    'typ of an identity': sign({ typ: 'id_token+jwt' }, real),
    'no exp': sign({}, own({ exp: undefined })),
    'exp in words': sign({}, own({ exp: 'tomorrow' })),
    'exp passed': sign({}, own({ exp: now - 3_600 })),
    'exp negative': sign({}, own({ exp: -1 })),
    'nbf to come': sign({}, own({ nbf: now + 3_600 })),
    'no iss': sign({}, own({ iss: undefined })),
    'iss in a list': sign({}, own({ iss: [real.iss] })),
    'another iss': sign({}, own({ iss: 'https://evil.example' })),
    'iss with a slash': sign({}, own({ iss: `${real.iss}/` })),
    'no aud': sign({}, own({ aud: undefined })),
    'another aud': sign({}, own({ aud: 'unspecified' })),
    'aud empty': sign({}, own({ aud: [] })),
    'no sub': sign({}, own({ sub: undefined })),
    'sub empty': sign({}, own({ sub: '' })),
    'claims that are a list': sign({}, [real]),
    'claims twice': `${head}.${b64(`{"sub":"dev-operator",${JSON.stringify(real).slice(1)}`)}.${signature}`,
    'body changed': `${head}.${b64(own({ sub: 'dev-operator' }))}.${signature}`,
    'no signature': `${head}.${body}.`,
    'half a signature': genuine.slice(0, -20),
    'signature of zeros': `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    'padded': `${genuine}==`,
    'five parts': `${genuine}.a.b`,
    'encrypted': `${b64({ alg: 'dir', enc: 'A256GCM' })}..a.b.c`,
    'nothing': 'a',
    'dots': '...',
    'long': 'a'.repeat(20_000),
    'a deep head': `${b64('{"alg":'.repeat(5_000))}.${body}.${signature}`,
    'a number as alg': `${b64({ alg: 7, kid })}.${body}.${signature}`,
  };
  return Object.entries(list);
}

let forged;

function once(hand) {
  forged ??= forgeries(hand);
  return hand.random.one(forged);
}

export default [
  {
    name: 'forged tokens',
    hazard: 'nbf is not checked, leeway, absent iss or aud pass, typ and crit are not looked at, JWKs of type oct; each failure must look the same',
    perSecond: 20,
    async once(hand) {
      const [kind, token] = once(hand);
      const answer = await hand.ask('{ viewer { label } register { revision } }', { headers: { authorization: `Bearer ${token}` }, expected: [401, 431] });
      hand.must([401, 431, 0].includes(answer.status), `accepted: ${kind}`, answer.text);
      if (answer.status === 401) {
        hand.must(answer.json.errors[0].message === 'The token is not accepted.' && !answer.json.data, `another refusal: ${kind}`, answer.text);
      }
      const change = await hand.ask('mutation { createPerson(input: {council: "strategiradet", name: "Falsk"}) { person { id } } }', {
        headers: { authorization: `Bearer ${token}` },
        expected: [401, 431],
      });
      hand.must(!change.text.includes('"person":{'), `somebody was made with: ${kind}`, change.text);
    },
  },
  {
    name: 'credentials that are no token',
    hazard: 'two tokens, other schemes, bytes that are no text',
    perSecond: 10,
    async once(hand) {
      const own = `Bearer ${hand.who.otherMember}`;
      const answer = await hand.ask('{ viewer { label } }', {
        headers: {
          authorization: hand.random.one([[own, own], [own, 'Bearer x'], 'Basic b3BlcmF0b3I6', 'Bearer', 'Bearer  ', `bearer\t${hand.who.otherMember}`, 'Bearer \u00ff\u00fe', 'Digest a', `${own}, ${own}`, `Bearer Bearer ${hand.who.otherMember}`, 'Negotiate YII']),
        },
      });
      hand.must(answer.status !== 0, 'no answer');
      await hand.get({ query: '{ viewer { label } }', access_token: hand.who.desk, authorization: own }, { expected: [200] });
    },
  },
  {
    name: 'forged tokens over WebSockets',
    hazard: 'token expiry does not close the socket; close codes are never sent',
    perSecond: 6,
    async once(hand) {
      const [kind, token] = once(hand);
      const wire = await hand.wire('anonymous', { init: false });
      wire.say({ type: 'connection_init', payload: hand.random.one([{ token }, { authorization: `Bearer ${token}` }]) });
      await wire.until((one) => one.closed);
      hand.must(wire.closed?.code === 4403, `closed with ${wire.closed?.code}: ${kind}`, wire.heard.join('\n'));
      hand.must(!wire.heard.some((message) => message.includes('ack')), `acknowledged: ${kind}`);
      hand.drop(wire);
    },
  },
  {
    name: 'accounts nobody knows',
    hazard: 'each new account is a write before anything is admitted',
    perSecond: 3,
    async once(hand, number) {
      const key = signingKey(hand.keyText);
      const { kid } = JSON.parse(Buffer.from(hand.genuine.split('.')[0], 'base64url'));
      const real = JSON.parse(Buffer.from(hand.genuine.split('.')[1], 'base64url'));
      const sub = hand.random.one([`ukjent-${number}-${hand.random.below(1e9)}`, `u${'x'.repeat(3_000)}${number}`, `\u0000${number}`, `ny\n${number}`, `åæø😀${number}`]);
      const token = signed(key, kid, {}, { ...real, sub, name: hand.random.one(['Ny', '\u0000', 'n'.repeat(3_000), 7, null]) });
      const answer = await hand.ask('{ viewer { label authorities { kind } memberships { role } } member(council: "strategiradet") { council { slug } } }', {
        headers: { authorization: `Bearer ${token}` },
      });
      const viewer = answer.json?.data?.viewer;
      hand.must(!viewer || viewer.authorities.length + viewer.memberships.length === 0, 'a stranger has authority', answer.text);
      hand.must(Hand.code(answer) !== undefined || answer.status === 0, 'a stranger was let in', answer.text);
    },
  },
];
