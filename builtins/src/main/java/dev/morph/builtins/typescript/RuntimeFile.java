package dev.morph.builtins.typescript;

/** The file that all generated files import. */
final class RuntimeFile {
  static final String SOURCE =
      """
      // What the files beside this one share: decoders read data and say where it is wrong, encoders write it.

      /** Data in JSON. */
      export type Json =
        | null
        | boolean
        | number
        | string
        | readonly Json[]
        | { readonly [member: string]: Json };

      /** Data that is wrong: where, as a JSON pointer (RFC 6901), and why. */
      export interface Fault {
        readonly ok: false;
        readonly path: string;
        readonly message: string;
      }

      /** What a decoder made of data. */
      export type Decoded<A> = { readonly ok: true; readonly value: A } | Fault;

      /** Makes a value of data that was parsed; never throws. */
      export type Decoder<A> = (json: unknown) => Decoded<A>;

      /** Makes data of a value. */
      export type Encoder<A> = (value: A) => Json;

      /** A whole number that JavaScript keeps exactly. */
      export type Int = number;

      /** A text of one code point. */
      export type Char = string;

      /** A decimal number as text, as "10.50". */
      export type Decimal = string;

      /** A date, as "2026-01-31". */
      export type LocalDate = string;

      /** A time of day, as "09:30:00". */
      export type LocalTime = string;

      /** A point in time, as "2026-01-31T09:30:00Z". */
      export type Instant = string;

      /** A UUID, as "123e4567-e89b-12d3-a456-426614174000". */
      export type UUID = string;

      /** Different values in order. */
      export type Set<A> = readonly A[];

      /** Pairs of a key and its value, keys in order; `new Map(dict)` if keys are texts or numbers. */
      export type Dict<K, V> = readonly (readonly [K, V])[];

      /** A value, or why there is none. */
      export type Result<E, A> =
        | { readonly kind: "Ok"; readonly value: A }
        | { readonly kind: "Err"; readonly error: E };

      export function Ok<A>(value: A): { readonly kind: "Ok"; readonly value: A } {
        return { kind: "Ok", value };
      }

      export function Err<E>(error: E): { readonly kind: "Err"; readonly error: E } {
        return { kind: "Err", error };
      }

      /** A type of which only the name is known. */
      export interface Opaque<Name extends string> {
        readonly opaque: Name;
      }

      /** So deep may records and constructors stand within one another. */
      const DEEPEST = 1000;

      let depth = 0;

      function ok<A>(value: A): Decoded<A> {
        return { ok: true, value };
      }

      function fault(message: string): Fault {
        return { ok: false, path: "", message };
      }

      function within(part: string | number, inner: Fault): Fault {
        const name = String(part).replace(/~/g, "~0").replace(/\\//g, "~1");
        return { ok: false, path: "/" + name + inner.path, message: inner.message };
      }

      function wrong(wanted: string, json: unknown): Fault {
        if (json === undefined) {
          return fault(`${wanted} is missing`);
        }
        const text = json === null || typeof json !== "object" ? String(JSON.stringify(json)) : "";
        const found = Array.isArray(json)
          ? "an array"
          : text === ""
            ? "an object"
            : text.length > 60
              ? text.slice(0, 60) + "..."
              : text;
        return fault(`wanted is ${wanted}, not ${found}`);
      }

      function deeper<A>(decode: () => Decoded<A>): Decoded<A> {
        if (depth >= DEEPEST) {
          return fault(`data stands deeper within one another than ${DEEPEST}`);
        }
        depth++;
        try {
          return decode();
        } finally {
          depth--;
        }
      }

      function hasMember(object: object, name: string): boolean {
        return Object.prototype.hasOwnProperty.call(object, name);
      }

      function decodeText(wanted: string, isOne: (text: string) => boolean): Decoder<string> {
        return (json) => (typeof json === "string" && isOne(json) ? ok(json) : wrong(wanted, json));
      }

      function decodeWhole(least: number, greatest: number): Decoder<Int> {
        return (json) =>
          typeof json === "number" && Number.isInteger(json) && json >= least && json <= greatest
            ? ok(json)
            : wrong(`a whole number from ${least} to ${greatest}`, json);
      }

      export const decodeInt = decodeWhole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      export const decodeInt8 = decodeWhole(-128, 127);
      export const decodeInt16 = decodeWhole(-32768, 32767);
      export const decodeInt32 = decodeWhole(-2147483648, 2147483647);

      export function decodeFloat(json: unknown): Decoded<number> {
        if (json === "Infinity" || json === "-Infinity" || json === "NaN") {
          return ok(Number(json));
        }
        return typeof json === "number" ? ok(json) : wrong("a number", json);
      }

      export function decodeBool(json: unknown): Decoded<boolean> {
        return typeof json === "boolean" ? ok(json) : wrong("true or false", json);
      }

      export function decodeUnit(json: unknown): Decoded<null> {
        return json === null ? ok(null) : wrong("null, which is ()", json);
      }

      export const decodeString = decodeText("a text", () => true);

      export const decodeChar = decodeText(
        "a text of one character",
        (text) => text.length > 0 && text.length === String.fromCodePoint(text.codePointAt(0) ?? 0).length,
      );

      export const decodeDecimal = decodeText("a decimal number as text", (text) =>
        /^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,9})?$/.test(text),
      );

      function isDate(text: string): boolean {
        const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
        if (parts === null) {
          return false;
        }
        const year = Number(parts[1]);
        const month = Number(parts[2]);
        const day = Number(parts[3]);
        const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
        const longest = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
        return month >= 1 && month <= 12 && day >= 1 && day <= longest;
      }

      function isTime(text: string): boolean {
        return /^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?$/.test(text);
      }

      export const decodeLocalDate = decodeText("a date as 2026-01-31", isDate);

      export const decodeLocalTime = decodeText("a time as 09:30:00", isTime);

      export const decodeInstant = decodeText(
        "a point in time as 2026-01-31T09:30:00Z",
        (text) =>
          text.charAt(10) === "T" &&
          text.endsWith("Z") &&
          isDate(text.slice(0, 10)) &&
          isTime(text.slice(11, -1)),
      );

      export const decodeUUID = decodeText("a UUID", (text) =>
        /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text),
      );

      export function decodeList<A>(decodeItem: Decoder<A>): Decoder<readonly A[]> {
        return (json) => {
          if (!Array.isArray(json)) {
            return wrong("an array", json);
          }
          const items: A[] = [];
          for (const item of json as readonly unknown[]) {
            const decoded = decodeItem(item);
            if (!decoded.ok) {
              return within(items.length, decoded);
            }
            items.push(decoded.value);
          }
          return ok(items);
        };
      }

      export function decodeSet<A>(decodeItem: Decoder<A>): Decoder<Set<A>> {
        return decodeList(decodeItem);
      }

      export function decodeDict<K, V>(decodeKey: Decoder<K>, decodeValue: Decoder<V>): Decoder<Dict<K, V>> {
        return decodeList(decodeTuple<readonly [K, V]>(decodeKey, decodeValue));
      }

      /** Nothing is null, or a member that is not there. */
      export function decodeMaybe<A>(decodeItem: Decoder<A>): Decoder<A | null> {
        return (json) => (json === null || json === undefined ? ok(null) : decodeItem(json));
      }

      export function decodeResult<E, A>(decodeError: Decoder<E>, decodeValue: Decoder<A>): Decoder<Result<E, A>> {
        return (json): Decoded<Result<E, A>> => {
          switch (constructorOf(json)) {
            case "ok":
              return construct(json, [decodeValue], (value) => Ok(value));
            case "err":
              return construct(json, [decodeError], (error) => Err(error));
            default:
              return noConstructor(json, ["ok", "err"]);
          }
        };
      }

      type Decoders<P> = { readonly [I in keyof P]: Decoder<P[I]> };

      function decodeParts(parts: readonly unknown[], decoders: readonly Decoder<unknown>[], first: number): Decoded<unknown[]> {
        const values: unknown[] = [];
        for (const decoder of decoders) {
          const at = first + values.length;
          const decoded = decoder(parts[at]);
          if (!decoded.ok) {
            return within(at, decoded);
          }
          values.push(decoded.value);
        }
        return ok(values);
      }

      export function decodeTuple<P extends readonly unknown[]>(...decoders: Decoders<P>): Decoder<P> {
        return (json) => {
          if (!Array.isArray(json) || json.length !== decoders.length) {
            return wrong(`an array of ${decoders.length}`, json);
          }
          return decodeParts(json, decoders, 0) as Decoded<P>;
        };
      }

      export function decodeRecord<A extends object>(fields: { readonly [K in keyof A]-?: Decoder<A[K]> }): Decoder<A> {
        return (json) =>
          deeper(() => {
            if (typeof json !== "object" || json === null || Array.isArray(json)) {
              return wrong("an object", json);
            }
            const members = json as { readonly [member: string]: unknown };
            const record: { -readonly [K in keyof A]?: A[K] } = {};
            for (const name in fields) {
              const decoded = fields[name](hasMember(json, name) ? members[name] : undefined);
              if (!decoded.ok) {
                return within(name, decoded);
              }
              record[name] = decoded.value;
            }
            for (const name of Object.keys(members)) {
              if (!hasMember(fields, name)) {
                return within(name, fault(`there is no such member; there are ${Object.keys(fields).join(", ") || "none"}`));
              }
            }
            return ok(record as A);
          });
      }

      /** The name of the constructor that data begins with. */
      export function constructorOf(json: unknown): string | undefined {
        const name: unknown = Array.isArray(json) ? json[0] : json;
        return typeof name === "string" ? name : undefined;
      }

      /** Decodes what stands behind the name of a constructor. */
      export function construct<P extends readonly unknown[], A>(
        json: unknown,
        decoders: readonly [...Decoders<P>],
        make: (...parts: P) => A,
      ): Decoded<A> {
        const parts: readonly unknown[] = Array.isArray(json) ? json : [json];
        if (parts.length !== decoders.length + 1) {
          return fault(`${constructorOf(json)} takes ${decoders.length} arguments, not ${parts.length - 1}`);
        }
        return deeper(() => {
          const decoded = decodeParts(parts, decoders as readonly Decoder<unknown>[], 1) as Decoded<P>;
          return decoded.ok ? ok(make(...decoded.value)) : decoded;
        });
      }

      export function noConstructor(json: unknown, names: readonly string[]): Fault {
        const name = constructorOf(json);
        return name === undefined
          ? wrong("an array of a constructor's name and its arguments", json)
          : fault(`there is no constructor ${name.slice(0, 60)}; there are ${names.join(", ")}`);
      }

      function same<A extends Json>(value: A): Json {
        return value;
      }

      export const encodeInt: Encoder<Int> = same;
      export const encodeInt8: Encoder<Int> = same;
      export const encodeInt16: Encoder<Int> = same;
      export const encodeInt32: Encoder<Int> = same;
      export const encodeBool: Encoder<boolean> = same;
      export const encodeUnit: Encoder<null> = same;
      export const encodeString: Encoder<string> = same;
      export const encodeChar: Encoder<Char> = same;
      export const encodeDecimal: Encoder<Decimal> = same;
      export const encodeLocalDate: Encoder<LocalDate> = same;
      export const encodeLocalTime: Encoder<LocalTime> = same;
      export const encodeInstant: Encoder<Instant> = same;
      export const encodeUUID: Encoder<UUID> = same;

      /** JSON has no infinities; a text stands for them. */
      export function encodeFloat(value: number): Json {
        return Number.isFinite(value) ? value : String(value);
      }

      export function encodeList<A>(encodeItem: Encoder<A>): Encoder<readonly A[]> {
        return (items) => items.map((item) => encodeItem(item));
      }

      export function encodeSet<A>(encodeItem: Encoder<A>): Encoder<Set<A>> {
        return encodeList(encodeItem);
      }

      export function encodeDict<K, V>(encodeKey: Encoder<K>, encodeValue: Encoder<V>): Encoder<Dict<K, V>> {
        return (pairs) => pairs.map(([key, value]) => [encodeKey(key), encodeValue(value)]);
      }

      export function encodeMaybe<A>(encodeItem: Encoder<A>): Encoder<A | null> {
        return (value) => (value === null ? null : encodeItem(value));
      }

      export function encodeResult<E, A>(encodeError: Encoder<E>, encodeValue: Encoder<A>): Encoder<Result<E, A>> {
        return (result) =>
          result.kind === "Ok" ? ["ok", encodeValue(result.value)] : ["err", encodeError(result.error)];
      }

      export function encodeTuple<P extends readonly unknown[]>(
        ...encoders: { readonly [I in keyof P]: Encoder<P[I]> }
      ): Encoder<Readonly<P>> {
        return (parts) => encoders.map((encode, index) => encode(parts[index]));
      }
      """;

  private RuntimeFile() {}
}
