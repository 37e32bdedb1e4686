package dev.morph.builtins.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Backend;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.Models;
import dev.morph.ir.Distribution;
import dev.morph.ir.Severity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TypeScriptBackendTest {
  private static Backend.Generated generate(Distribution ir) {
    return new TypeScriptBackend().generate(ir, JsonObject.EMPTY);
  }

  private static String file(Backend.Generated generated, String path) {
    return generated.artifacts().stream()
        .filter(artifact -> artifact.path().equals(path))
        .findFirst()
        .orElseThrow()
        .content();
  }

  @Test
  void tellsWhichTypesHaveNoData() {
    Backend.Generated generated = generate(HardModel.distribution());
    assertThat(generated.diagnostics())
        .allSatisfy(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING))
        .allSatisfy(one -> assertThat(one.code()).isEqualTo("no_data_form"));
    String middle = " has a type, but no decoder and no encoder: ";
    assertThat(
            generated.diagnostics().stream()
                .map(DesignDiagnostic::message)
                .map(message -> message.replace("acme/shop:no-data#", "").replace(middle, ": ")))
        .containsExactly(
            "handler: a function is no data",
            "handlers: it needs handler, and a function is no data",
            "named: not all fields of its record are known",
            "both: it needs named, and not all fields of its record are known",
            "pattern: it needs morphir/SDK:regex#regex, and nothing is told of"
                + " morphir/SDK:regex#regex",
            "loop: it stands for itself",
            "gone: there is no type nothing",
            "never: nothing is of type morphir/SDK:basics#never",
            "void: it has no constructors",
            "free: x is no parameter of it");
    assertThat(file(generated, "acme/shop/no-data.ts"))
        .contains("export type Handler<A> = (argument: morphir.Int | null) => A;")
        .contains("export type Handlers = readonly Handler<morphir.Int>[];")
        .contains("export type Named<R> = R & { readonly name: string };")
        .contains("export type Loop = unknown;")
        .contains("export type Gone = unknown;")
        .contains("export type Void = never;")
        .doesNotContain("export function");
    assertThat(file(generated, "morphir/sdk/regex.ts"))
        .contains("export type Regex = morphir.Opaque<\"morphir/SDK:regex#regex\">;");
  }

  @Test
  void writesTypesConstructorsAndCodecs() {
    Distribution ir =
        Models.read(
            """
            {"formatVersion": 4, "distribution": {"Library": {"packageName": "acme/shop",
              "dependencies": {}, "def": {"modules": {"US/orders": {"Public": {"types": {
                "state": {"Public": {"doc": "Where it is. */ alert(1)\\r\\nNow.",
                  "CustomTypeDefinition": {"typeParams": ["a"], "access": "Public",
                    "constructors": {"open": [], "paid-by": [["default", "a"]]}}}},
                "order": {"Private": {"TypeAliasDefinition": {"typeParams": [],
                  "typeExp": {"Record": {"fields": {
                    "amount-in-USD": "morphir/SDK:basics#float",
                    "state": {"Reference": ["acme/shop:US/orders#state",
                      "morphir/SDK:string#string"]}}}}}}}},
              "values": {}, "doc": "All orders."}}}}}}}\
            """
                .getBytes(StandardCharsets.UTF_8));
    Backend.Generated generated = generate(ir);
    assertThat(generated.diagnostics()).isEmpty();
    assertThat(generated.artifacts().stream().map(Backend.Artifact::path))
        .containsExactly("morphir.ts", "acme/shop/us/orders.ts");
    assertThat(file(generated, "acme/shop/us/orders.ts"))
        .isEqualTo(
            """
            /**
             * All orders.
             */

            import * as morphir from "../../../morphir.js";

            /**
             * Where it is. *\\/ alert(1)
             * Now.
             */
            export type State<A> =
              | { readonly kind: "Open" }
              | { readonly kind: "PaidBy"; readonly default: A };

            export const Open = { kind: "Open" } as const;

            export function PaidBy<A>(default_: A): State<A> {
              return { kind: "PaidBy", default: default_ };
            }

            export function decodeState<A>(decodeA: morphir.Decoder<A>): morphir.Decoder<State<A>> {
              return (json: unknown) => {
                switch (morphir.constructorOf(json)) {
                  case "open":
                    return morphir.construct(json, [], () => Open);
                  case "paidBy":
                    return morphir.construct(json, [decodeA], (default_) => PaidBy(default_));
                  default:
                    return morphir.noConstructor(json, ["open", "paidBy"]);
                }
              };
            }

            export function encodeState<A>(encodeA: morphir.Encoder<A>): morphir.Encoder<State<A>> {
              return (value: State<A>) => {
                switch (value.kind) {
                  case "Open":
                    return ["open"];
                  case "PaidBy":
                    return ["paidBy", encodeA(value.default)];
                }
              };
            }

            export interface Order {
              readonly amountInUSD: number;
              readonly state: State<string>;
            }

            export function decodeOrder(json: unknown): morphir.Decoded<Order> {
              return morphir.decodeRecord<Order>({
                amountInUSD: morphir.decodeFloat,
                state: decodeState(morphir.decodeString),
              })(json);
            }

            export function encodeOrder(value: Order): morphir.Json {
              return {
                amountInUSD: morphir.encodeFloat(value.amountInUSD),
                state: encodeState(morphir.encodeString)(value.state),
              };
            }
            """);
  }

  @Test
  void refusesOptions() {
    Backend.Generated generated =
        new TypeScriptBackend()
            .generate(HardModel.distribution(), (JsonObject) Json.parse("{\"copy-deps\": true}"));
    assertThat(generated.artifacts()).isEmpty();
    assertThat(generated.diagnostics())
        .containsExactly(
            new DesignDiagnostic(
                Severity.ERROR,
                "unknown_option",
                "unknown option copy-deps; there are none",
                null));
  }
}
