// Times the guest of migrate on V8, for the table "as a guest" of docs/benchmarks.md:
//   npx --yes node@24 bench/v8.mjs builtins/guests/target/classes/dev/morph/builtins/guests/migrate.wasm FILE
// Node 24 is the first with the standard form of WasmGC and exceptions that the guest is made of.
import fs from 'node:fs';

const [wasm, file] = process.argv.slice(2);
const utf8 = new TextEncoder();
let guest;

function head(major, length) { // of a CBOR item
  if (length < 24) return [major << 5 | length];
  if (length < 0x100) return [major << 5 | 24, length];
  if (length < 0x10000) return [major << 5 | 25, length >> 8, length & 255];
  return [major << 5 | 26, length >>> 24, length >> 16 & 255, length >> 8 & 255, length & 255];
}
const text = t => { const b = utf8.encode(t); return [...head(3, b.length), ...b]; };

function envelope(content) {
  const before = [
    ...head(5, 3), ...text('header'), ...head(5, 2), ...text('seqnum'), 0, ...text('session_id'), ...text(''),
    ...text('content_type'), ...text('application/json'), ...text('content'), ...head(2, content.length)];
  const all = new Uint8Array(before.length + content.length);
  all.set(before);
  all.set(content, before.length);
  return all;
}

function give(bytes) {
  const pointer = guest.morph_alloc(bytes.length);
  new Uint8Array(guest.memory.buffer).set(bytes, pointer);
  return pointer;
}

const reply = () => (BigInt(give(envelope(utf8.encode('{"ok":{}}')))) << 32n) | 64n;
const imports = {};
const module = new WebAssembly.Module(fs.readFileSync(wasm));
for (const one of WebAssembly.Module.imports(module)) {
  (imports[one.module] ??= {})[one.name] = reply;
}
guest = new WebAssembly.Instance(module, imports).exports;

const document = fs.readFileSync(file);
const start = utf8.encode('{"target_version":"v4","ir":');
const request = new Uint8Array(start.length + document.length + 1);
request.set(start);
request.set(document, start.length);
request[request.length - 1] = 0x7d;
const bytes = envelope(request);

for (let round = 0; round < 12; round++) {
  const from = performance.now();
  const result = BigInt.asUintN(64, guest.transform(give(bytes), bytes.length));
  const length = Number(result & 0xffffffffn);
  const ms = performance.now() - from;
  guest.morph_free(Number(result >> 32n), length);
  console.log(`round ${round + 1}: ${ms.toFixed(0)} ms, ${length} bytes`);
}
