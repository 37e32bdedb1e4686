// Decodes, encodes and decodes the data of cases.json with compiled modules: node check.js DIRECTORY
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [directory] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(resolve(directory, file)));
const cases = JSON.parse(readFileSync(resolve(directory, 'cases.json'), 'utf8'));
let values = 0;
let faults = 0;
for (const { file, decoder, encoder, data, wrong } of cases) {
  const module = await load(file);
  for (const json of data) {
    const decoded = module[decoder](json);
    assert.ok(decoded.ok, `${file} ${decoder} ${JSON.stringify(json)}: ${decoded.path} ${decoded.message}`);
    const encoded = module[encoder](decoded.value);
    assert.deepEqual(encoded, json, `${file} ${encoder}`);
    assert.deepEqual(module[decoder](encoded), decoded, `${file} ${decoder}`);
    values++;
  }
  for (const { json, path, message } of wrong) {
    const decoded = module[decoder](json);
    if (decoded.ok) assert.fail(`${file} ${decoder} takes ${JSON.stringify(json)}`);
    if (message !== undefined) {
      assert.deepEqual(decoded, { ok: false, path, message }, `${file} ${decoder}`);
      continue;
    }
    // The fault is the part itself, or what it is the name of a constructor in.
    const around = path.slice(0, path.lastIndexOf('/'));
    assert.ok([path, around].includes(decoded.path), `${file} ${decoder}: ${decoded.path} is not ${path}`);
  }
  faults += wrong.length;
}
console.log(`${values} values, ${faults} faults`);
