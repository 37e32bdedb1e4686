package dev.morph.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every module of the core suite is found valid, invalid or malformed as the suite says, SIMD among
 * them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoreSuiteValidationTest {
  /** Files about features that are not accepted; their modules may be refused by name. */
  private static final String NOT_ACCEPTED =
      "(?!f64|i64|simd_).*64(-imports)?|table_copy_mixed|.*relaxed.*";

  /** Single assertions with another outcome, each with its reason. */
  private static final Map<String, Phase> DIFFERENT =
      Map.of(
          // the layer field says component: refused by name, with what is accepted
          "binary:44", Phase.REFUSED);

  private final List<String> failures = new ArrayList<>();
  private int valid;
  private int refused;

  @BeforeAll
  void run() throws IOException {
    Path archive = SharedData.require("core suite", "wasm-core/core.zip");
    try (var zip = new ZipFile(archive.toFile())) {
      for (var entry : zip.stream().filter(e -> e.getName().endsWith(".json")).toList()) {
        String folder = entry.getName().substring(0, entry.getName().lastIndexOf('/') + 1);
        var script = (JsonObject) Json.parse(read(zip, entry.getName()));
        for (var item : ((JsonArray) Objects.requireNonNull(script.get("commands"))).items()) {
          command(zip, folder, (JsonObject) item);
        }
      }
    }
  }

  private static byte[] read(ZipFile zip, String name) throws IOException {
    ZipEntry entry = Objects.requireNonNull(zip.getEntry(name), name);
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static String text(JsonObject command, String member) {
    return command.get(member) instanceof JsonString string ? string.value() : "";
  }

  private static long line(JsonObject command) {
    return ((JsonNumber) Objects.requireNonNull(command.get("line"))).longValueExact();
  }

  private void command(ZipFile zip, String folder, JsonObject command) throws IOException {
    String binary = text(command, "binary_filename");
    if (binary.isEmpty() && !text(command, "module_type").equals("text")) {
      binary = text(command, "filename");
    }
    if (binary.isEmpty()) {
      return;
    }
    byte[] wasm = read(zip, folder + binary);
    String file = folder.replaceAll(".*?([^/]+)/$", "$1");
    String place = file + ":" + line(command);
    switch (text(command, "type")) {
      case "assert_malformed" -> expectFault(Phase.MALFORMED, wasm, place, command);
      case "assert_invalid" -> expectFault(Phase.INVALID, wasm, place, command);
      default -> expectValid(wasm, place);
    }
  }

  private void expectValid(byte[] wasm, String place) {
    try {
      var module = ModuleBinary.decode(wasm);
      Validator.validate(module);
      valid++;
      byte[] types =
          Modules.of(Modules.section(Section.TYPE, new BinaryWriter().types(module.types())));
      if (!ModuleBinary.decode(types).types().equals(module.types())) {
        failures.add(place + ": the types are others when they are written again");
      }
    } catch (ModuleException e) {
      if (!mayBeRefused(e, place)) {
        failures.add(place + " must be valid: " + e.phase() + " " + e.getMessage());
      }
    }
  }

  private void expectFault(Phase phase, byte[] wasm, String place, JsonObject command) {
    try {
      Validator.validate(ModuleBinary.decode(wasm));
      failures.add(place + " must be " + phase + " (" + text(command, "text") + ")");
    } catch (ModuleException e) {
      if (e.phase() == DIFFERENT.getOrDefault(place, phase)) {
        refused++;
      } else if (!mayBeRefused(e, place)) {
        failures.add(
            place
                + " must be "
                + phase
                + " ("
                + text(command, "text")
                + "): "
                + e.phase()
                + " "
                + e.getMessage());
      }
    }
  }

  private static boolean mayBeRefused(ModuleException e, String place) {
    return e.phase() == Phase.REFUSED
        && place.substring(0, place.indexOf(':')).matches(NOT_ACCEPTED)
        && String.valueOf(e.getMessage()).matches(".*(memory64|relaxed SIMD).*");
  }

  @Test
  void judgesEveryModuleAsTheSuiteDoes() {
    assertThat(failures).isEmpty();
  }

  @Test
  void seesTheWholeSuite() {
    assertThat(valid).as("valid modules").isGreaterThan(2_000);
    assertThat(refused).as("invalid and malformed modules").isGreaterThan(2_500);
  }
}
