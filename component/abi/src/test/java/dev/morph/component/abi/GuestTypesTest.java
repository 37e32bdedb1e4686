package dev.morph.component.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestTypesTest {
  private static final ExternType FUNCTION =
      new ExternType.Function(new FunctionType(List.of(), List.of()));
  private static final ImportType LOG =
      new ImportType("morphee:extensions/log@1.0.0", "log", FUNCTION);
  private static final ImportType EMIT =
      new ImportType("morphee:extensions/events@1.0.0", "emit", FUNCTION);

  private record Module(
      List<ImportType> imports, List<ExportType> exports, List<CustomSection> customSections)
      implements CompiledModule {
    @Override
    public ModuleFacts facts() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instance instantiate(Imports given, MemoryBudget budget) {
      throw new UnsupportedOperationException();
    }
  }

  private static Module module(List<ImportType> imports, List<String> exports, byte[]... worlds) {
    return new Module(
        imports,
        exports.stream().map(name -> new ExportType(name, FUNCTION)).toList(),
        java.util.Arrays.stream(worlds)
            .map(bytes -> new CustomSection("component-type:x", bytes))
            .toList());
  }

  /** The section with one text replaced by another of the same length. */
  private static byte[] changed(String from, String to) {
    byte[] section = Fixture.section("morphee-extension");
    String text = new String(section, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void acceptsAGuestOfTwoWorldsBuiltFromOurPackages() {
    Module module =
        module(
            List.of(LOG, EMIT),
            List.of("describe", "execute", "morphir:ext/program@0.1.0#init", "cabi_post_execute"),
            Fixture.section("morphee-extension"),
            Fixture.section("extension"));

    assertThat(GuestTypes.worlds(module)).hasSize(2);
    assertThat(GuestTypes.faults(module)).isEmpty();
  }

  @Test
  void namesAnImportOfAnotherType() {
    byte[] section = changed("event-name", "event-kind");

    assertThat(GuestTypes.faults(module(List.of(LOG, EMIT), List.of("execute"), section)))
        .containsExactly(
            "the import morphee:extensions/events@1.0.0#emit has the type func(event-kind:"
                + " string, payload: string) by the world"
                + " morphee:extensions/morphee-extension@1.0.0, expected is func(event-name:"
                + " string, payload: string); build the guest with the WIT package of the host");
  }

  @Test
  void ignoresDifferencesInWhatIsNotImported() {
    byte[] section = changed("event-name", "event-kind");

    assertThat(GuestTypes.faults(module(List.of(LOG), List.of("execute"), section))).isEmpty();
  }

  @Test
  void namesAnExportOfAnotherTypeWithAllThatIsAccepted() {
    byte[] section = changed("\u0007context", "\u0007kontext");

    assertThat(GuestTypes.faults(module(List.of(), List.of("describe", "execute"), section)))
        .singleElement()
        .asString()
        .contains("the export execute", "kontext: string", "context: string", " or func(action");
  }

  @Test
  void aModuleWithoutSectionHasNoFaults() {
    assertThat(GuestTypes.faults(module(List.of(LOG), List.of("execute")))).isEmpty();
  }

  @Test
  void aBrokenSectionIsTold() {
    assertThatExceptionOfType(ComponentTypeException.class)
        .isThrownBy(() -> GuestTypes.faults(module(List.of(), List.of(), new byte[3])));
  }
}
