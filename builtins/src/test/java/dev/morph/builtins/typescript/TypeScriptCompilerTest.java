package dev.morph.builtins.typescript;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.Backend;
import dev.morph.builtins.Models;
import dev.morph.builtins.OwnModule;
import dev.morph.builtins.Samples;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.testkit.NotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles what is made and runs it: Node and TypeScript's own compiler judge. */
class TypeScriptCompilerTest {
  private static final Path TOOL =
      Path.of(System.getProperty("morph.root", ".."))
          .toAbsolutePath()
          .resolve("builtins/src/test/typescript-tool");

  private static final String SETTINGS =
      """
      {"compilerOptions": {"strict": true, "noImplicitReturns": true,
        "noFallthroughCasesInSwitch": true, "noUncheckedIndexedAccess": true,
        "exactOptionalPropertyTypes": true, "isolatedModules": true, "noEmitOnError": true,
        "target": "es2022", "module": "nodenext", "types": [], "rootDir": "source",
        "outDir": "compiled"}, "include": ["source"]}\
      """;

  @TempDir Path folder;

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private void compile() throws IOException, InterruptedException {
    Path compiler = TOOL.resolve("node_modules/typescript/bin/tsc");
    if (!Files.exists(compiler)) {
      throw NotRun.because(
          "generated TypeScript against TypeScript's compiler",
          "it is absent; run npm install in builtins/src/test/typescript-tool");
    }
    Files.writeString(folder.resolve("tsconfig.json"), SETTINGS);
    Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
    run("node", compiler.toString(), "-p", folder.toString());
  }

  private void write(String model, Backend.Generated generated) throws IOException {
    for (Backend.Artifact artifact : generated.artifacts()) {
      Path file = folder.resolve("source").resolve(model).resolve(artifact.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, artifact.content());
    }
  }

  /** Data of each type without parameters that has some. */
  private static List<JsonValue> cases(String model, Distribution ir) {
    var types = TypeEnvironment.of(ir);
    List<OwnModule> own = OwnModule.of(ir);
    var modules = new Modules(types, ir.packageName(), own);
    var data = DataForms.of(modules.declarations(), types);
    Samples samples = Samples.ofData(types);
    List<JsonValue> cases = new ArrayList<>();
    for (OwnModule module : own) {
      for (Name type : module.types().keySet()) {
        var name = new FQName(ir.packageName(), module.path(), type);
        TypeDeclaration declaration = types.type(name);
        if (data.fault(name) != null || !declaration.parameters().isEmpty()) {
          continue;
        }
        List<JsonValue> values = samples.of(name);
        assertThat(values).as(name.toString()).isNotEmpty();
        List<JsonValue> wrong = new ArrayList<>();
        for (JsonValue value : values) {
          Samples.spoiled(value).stream()
              .limit(20)
              .forEach(one ->
                  wrong.add(
                      JsonObject.builder()
                          .put("json", one.value())
                          .put("path", one.pointer())
                          .build()));
        }
        ModuleNames names = modules.of(name);
        cases.add(
            JsonObject.builder()
                .put("file", "compiled/" + model + "/" + names.file() + ".js")
                .put("decoder", names.of(name).decoder())
                .put("encoder", names.of(name).encoder())
                .put("data", new JsonArray(values))
                .put("wrong", new JsonArray(wrong))
                .build());
      }
    }
    return cases;
  }

  private String check(Map<String, Distribution> models) throws IOException, InterruptedException {
    List<JsonValue> cases = new ArrayList<>();
    for (Map.Entry<String, Distribution> model : models.entrySet()) {
      write(model.getKey(), new TypeScriptBackend().generate(model.getValue(), JsonObject.EMPTY));
      cases.addAll(cases(model.getKey(), model.getValue()));
    }
    Files.writeString(folder.resolve("cases.json"), Json.write(new JsonArray(cases)));
    compile();
    return run("node", TOOL.resolve("check.js").toString(), folder.toString());
  }

  @Test
  void modelsCompileAndTheirDataGoesBothWays() throws IOException, InterruptedException {
    Map<String, Distribution> models = new LinkedHashMap<>();
    Models.files()
        .forEach(
            file -> models.put(file.replace('/', '-').replace(".json", ""), Models.file(file)));
    String counts = check(models);
    assertThat(counts).matches("[0-9]+ values, [0-9]+ faults");
    assertThat(Integer.parseInt(counts.substring(0, counts.indexOf(' ')))).isGreaterThan(500);
  }

  @Test
  void whatIsHardToNameCompilesToo() throws IOException, InterruptedException {
    assertThat(check(Map.of("hard", HardModel.distribution()))).isEqualTo("36 values, 198 faults");
  }

  private static final String WHOLE = "a whole number from -9007199254740991 to 9007199254740991";

  /** A type of the hard model, data of it that is wrong, and what is told. */
  private static final List<List<String>> FAULTS =
      List.of(
          List.of("A1", "1.5", "", "wanted is " + WHOLE + ", not 1.5"),
          List.of("A1", "9007199254740992", "", "wanted is " + WHOLE + ", not 9007199254740992"),
          List.of("A1", "\"1\"", "", "wanted is " + WHOLE + ", not \\\"1\\\""),
          List.of("A1", "null", "", "wanted is " + WHOLE + ", not null"),
          List.of("A1", "{\"a\": 1}", "", "wanted is " + WHOLE + ", not an object"),
          List.of("A1_2", "[]", "", "wanted is a text, not an array"),
          List.of("_123", "false", "", "wanted is null, which is (), not false"),
          List.of("Promise", "{\"constructor\": 1}", "/2", WHOLE + " is missing"),
          List.of(
              "Promise",
              "{\"constructor\": 1, \"2\": 2, \"toString\": 3}",
              "/toString",
              "there is no such member; there are 2, constructor"),
          List.of("Empty", "{\"a/b~c\": 1}", "/a~1b~0c", "there is no such member; there are none"),
          List.of("Empty", "[]", "", "wanted is an object, not an array"),
          List.of(
              "Object",
              "[]",
              "",
              "wanted is an array of a constructor's name and its arguments, not an array"),
          List.of(
              "Object",
              "[\"arrays\"]",
              "",
              "there is no constructor arrays; there are object, array, naN, 2Go"),
          List.of("Object", "\"object\"", "", "object takes 7 arguments, not 0"),
          List.of("Object", "[\"2Go\", {}]", "/1/toString", WHOLE + " is missing"),
          List.of(
              "Everything",
              "{\"twice\": null, \"pairs\": [[[1, 2], {\"x\": 3}], [[1], {}]]}",
              "/pairs/1/0",
              "wanted is an array of 2, not an array"),
          List.of(
              "There",
              "[\"back\", ".repeat(100_000) + "[\"end\"]" + "]".repeat(100_000),
              "/1".repeat(1000),
              "data stands deeper within one another than 1000"));

  @Test
  void tellsWhereDataIsWrong() throws IOException, InterruptedException {
    write("hard", new TypeScriptBackend().generate(HardModel.distribution(), JsonObject.EMPTY));
    List<String> cases = new ArrayList<>();
    for (List<String> fault : FAULTS) {
      cases.add(
          """
          {"file": "compiled/hard/acme/shop/orders.js", "decoder": "decode%s", "data": [],
            "wrong": [{"json": %s, "path": "%s", "message": "%s"}]}\
          """
              .formatted(fault.toArray()));
    }
    Files.writeString(folder.resolve("cases.json"), "[" + String.join(",", cases) + "]");
    compile();
    assertThat(run("node", TOOL.resolve("check.js").toString(), folder.toString()))
        .isEqualTo("0 values, " + FAULTS.size() + " faults");
  }
}
