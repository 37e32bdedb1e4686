package dev.morph.builtins.typescript;

import static dev.morph.builtins.Models.alias;
import static dev.morph.builtins.Models.custom;
import static dev.morph.builtins.Models.module;
import static dev.morph.builtins.Models.modules;

import dev.morph.builtins.Models;
import dev.morph.ir.Distribution;

/** What is hard to name, to order and to nest. */
final class HardModel {
  private HardModel() {}

  private static final String INT = "\"morphir/SDK:basics#int\"";
  private static final String STRING = "\"morphir/SDK:string#string\"";

  private static String reference(String name, String... arguments) {
    return arguments.length == 0
        ? "\"" + name + "\""
        : "{\"Reference\":[\"" + name + "\"," + String.join(",", arguments) + "]}";
  }

  private static String record(String fields) {
    return "{\"Record\":{\"fields\":{" + fields + "}}}";
  }

  private static final String OWN = "acme/shop:orders#";
  private static final String SDK = "morphir/SDK:";

  static Distribution distribution() {
    return Models.read(
        modules(
            module(
                "orders",
                custom(
                    "object",
                    """
                    {"object": [["class", %1$s], ["kind", %1$s], ["json", %1$s], ["value", %1$s],
                      ["arguments", %1$s], ["2-go", %1$s], ["morphir", %1$s]],
                     "array": [], "na-N": [], "2-go": [["default", %2$s]]}\
                    """
                        .formatted(INT, record("\"to-string\": " + INT))),
                custom("other", "{\"array\": [], \"undefined\": [[\"a-1\", %1$s]]}".formatted(INT)),
                alias("promise", record("\"constructor\": %1$s, \"2\": %1$s".formatted(INT))),
                alias("a1", INT),
                alias("a-1", STRING),
                alias("123", "{\"Unit\": {}}"),
                custom(
                    "tree",
                    """
                    {"leaf": [], "tree": [["left", %1$s], ["value", "order"], ["right", %1$s]]}\
                    """
                        .formatted(reference(OWN + "tree", "\"order\"")),
                    "order"),
                alias("order", reference(OWN + "tree", reference(OWN + "tree", INT))),
                custom(
                    "nest",
                    """
                    {"flat": [["a", "a"]], "nest": [["a", %s]]}\
                    """
                        .formatted(
                            reference(OWN + "nest", "{\"Tuple\": [\"a\", %s]}".formatted(INT))),
                    "a"),
                alias("nested", reference(OWN + "nest", STRING)),
                custom("id", "{\"id\": [[\"a\", %s]]}".formatted(STRING), "phantom"),
                alias("order-ID", reference(OWN + "id", reference(OWN + "order"))),
                alias("empty", record("")),
                alias(
                    "everything",
                    record(
                        """
                        "twice": %s, "pairs": %s, "inner": %s, "results": %s, "day": %s,
                        "order": %s, "maybes": %s, "set": %s, "key": %s, "amounts": %s,
                        "instant": %s\
                        """
                            .formatted(
                                reference(SDK + "maybe#maybe", reference(SDK + "maybe#maybe", INT)),
                                reference(
                                    SDK + "dict#dict",
                                    "{\"Tuple\": [%1$s, %1$s]}".formatted(INT),
                                    record("\"x\": " + INT)),
                                record(
                                    "\"list\": "
                                        + reference(SDK + "list#list", record("\"y\": " + INT))),
                                reference(SDK + "result-list#result-list", INT, STRING),
                                reference(SDK + "local-date#day-of-week"),
                                reference(SDK + "basics#order"),
                                reference(SDK + "list#list", reference(SDK + "maybe#maybe", INT)),
                                reference(SDK + "set#set", reference(SDK + "char#char")),
                                reference(SDK + "key#key-0"),
                                reference(SDK + "list#list", reference(SDK + "decimal#decimal")),
                                reference(
                                    SDK + "maybe#maybe",
                                    reference(SDK + "local-time#local-time"))))),
                alias("there", reference("acme/shop:orders/lines#back"))),
            module(
                "orders/lines",
                custom(
                    "back",
                    "{\"back\": [[\"a\", %s]], \"end\": []}".formatted(reference(OWN + "there")))),
            module(
                "no-data",
                alias(
                    "handler",
                    "{\"Function\": {\"parameterType\": %s, \"returnType\": \"a\"}}"
                        .formatted(reference(SDK + "maybe#maybe", INT)),
                    "a"),
                alias(
                    "handlers",
                    reference(SDK + "list#list", reference("acme/shop:no-data#handler", INT))),
                alias(
                    "named",
                    "{\"ExtensibleRecord\": {\"variable\": \"r\", \"fields\": {\"name\": %s}}}"
                        .formatted(STRING),
                    "r"),
                alias("both", reference("acme/shop:no-data#named", record("\"age\": " + INT))),
                alias("pattern", reference(SDK + "regex#regex")),
                alias("loop", reference(SDK + "list#list", reference("acme/shop:no-data#loop"))),
                alias("gone", reference("acme/shop:no-data#nothing")),
                alias("never", reference(SDK + "basics#never")),
                custom("void", "{}"),
                alias("free", "\"x\""))));
  }
}
