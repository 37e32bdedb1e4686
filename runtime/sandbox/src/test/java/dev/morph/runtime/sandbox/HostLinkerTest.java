package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.component.abi.WitPackages;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import dev.morph.testkit.Wat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostLinkerTest {
  private static final String REQUEST = "(func (param i32 i32) (result i64))";
  private static final String SILENT = "(func (param i32 i32))";

  /** Vault in both ABIs, and what is in {@link ProbeCapability}. */
  private static final class Vault implements Capability {
    private int configured;

    @Override
    public String name() {
      return "vault";
    }

    @Override
    public List<HostFunctionType> link() {
      return List.of(
          new HostFunctionType(
              WitPackages.importedFunction("morphee:extensions/vault", "get-secret").orElseThrow(),
              new HostFunctionType.Canonical("morphee:extensions/vault@1.0.0", "get-secret"),
              new HostFunctionType.Bytes("vault_get_secret", "value")));
    }

    @Override
    public Configured configure(Policy policy, Limits limits) {
      configured++;
      return function ->
          (call, arguments) -> {
            throw new AssertionError("linking calls nothing");
          };
    }
  }

  private final Vault vault = new Vault();

  private List<HostLink> link(String imports) {
    return new HostLinker(List.of(vault, new ProbeCapability((call, arguments) -> "")))
        .link(
            EndiveEngine.interpreted().compile(Wat.assemble("(module " + imports + ")")),
            Loading.settings(Limits.defaults(), Lifecycle.FRESH));
  }

  private static String imported(String module, String name, String type) {
    return "(import \"" + module + "\" \"" + name + "\" " + type + ")";
  }

  private void refuses(String imports, String text) {
    assertThatThrownBy(() -> link(imports))
        .hasMessageContaining(text)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODULE_REFUSED));
  }

  @Test
  void aGuestImportsOnlyWhatItUses() {
    assertThat(link("")).isEmpty();
    assertThat(link(imported("morph", "probe", REQUEST)))
        .singleElement()
        .satisfies(link -> assertThat(link.replies()).isTrue());
    assertThat(vault.configured).as("once for each module").isEqualTo(2);
  }

  @Test
  void theSameImportTwiceIsLinkedTwice() {
    assertThat(link(imported("morph", "probe", REQUEST).repeat(2))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "morphee:extensions/vault",
        "morphee:extensions/vault@1.0.0",
        "morphee:extensions/vault@1.0.1",
        "morphee:extensions/vault@1.22.333"
      })
  void aMissingVersionAndEveryCompatibleOneAreOurs(String module) {
    assertThat(link(imported(module, "get-secret", "(func (param i32 i32 i32))"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "morphee:extensions/vault@2.0.0",
        "morphee:extensions/vault@0.9.0",
        "morphee:extensions/vault@1",
        "morphee:extensions/vault@1.0.0-rc",
        "morphee:extensions/vault@",
        "morphee:extensions/vaults@1.0.0",
        "Morphee:extensions/vault@1.0.0",
        " morphee:extensions/vault@1.0.0",
        "env",
        "",
        "MORPH"
      })
  void anotherVersionOrInterfaceIsRefusedByName(String module) {
    refuses(
        imported(module, "get-secret", "(func (param i32 i32 i32))"),
        "the import " + module + " get-secret");
  }

  @Test
  void onlyTheCallsThatSayNothingMayBeDeclaredWithoutResult() {
    assertThat(link(imported("morph", "log", SILENT)))
        .singleElement()
        .satisfies(link -> assertThat(link.replies()).isFalse());
    assertThat(link(imported("morph", "log", REQUEST)).getFirst().replies()).isTrue();
    refuses(imported("morph", "probe", SILENT), "the import morph probe has type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "morph | probe | (func (param i32) (result i64))",
        "morph | probe | (func (param i64 i64) (result i64))",
        "morph | log | (func (param i32 i32) (result i32))",
        "morphee:extensions/vault@1.0.0 | get-secret | (func (param i32 i32) (result i64))",
        "morphee:extensions/vault@1.0.0 | get-secret | (func)"
      })
  void anotherTypeIsRefusedWithTheOneThatIsDue(String module, String name, String type) {
    refuses(imported(module, name, type), "the import " + module + " " + name + " has type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(memory 1)", "(table 1 funcref)", "(global i32)", "(global (mut i64))"})
  void nothingButFunctionsIsImported(String type) {
    refuses(imported("morph", "probe", type), "extensions import functions only");
    refuses(imported("env", "memory", type), "extensions import functions only");
  }

  @Test
  void theAdviceSaysWhatThereIs() {
    refuses(imported("morph", "vault_get", REQUEST), "morph has vault_get_secret, probe, log");
    refuses(
        imported("morphee:extensions/vault", "get", REQUEST),
        "morphee:extensions/vault has get-secret");
    refuses(imported("wasi_snapshot_preview1", "fd_write", REQUEST), "is a WASI function");
    refuses(imported("wasi:cli/stdout@0.2.0", "get-stdout", REQUEST), "is a WASI function");
    refuses(imported("extism:host/env", "alloc", REQUEST), "morphee:extensions (canonical ABI)");
    refuses(imported("env", "log", SILENT), "import log of module morph (bytes ABI)");
  }
}
