package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.runtime.policy.ImportAudit.Import;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportAuditTest {
  private static ImportAudit audit(String imports, String declared, boolean program) {
    List<Import> list = new ArrayList<>();
    for (String one : words(imports)) {
      int hash = one.indexOf('#');
      list.add(new Import(one.substring(0, hash), one.substring(hash + 1)));
    }
    return ImportAudit.of(list, PermissionSet.parse(words(declared)), program);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | ''",
        "morph#log morph#now morph#random morph#get_env_var morph#ir_helpers morph#workspace | '' | ''",
        "env#memory wasi_snapshot_preview1#fd_write wasi_snapshot_preview1#fd_prestat_get | '' | ''",
        "morph#http | http:read=a.example | ''",
        "morphee:extensions/http@1.0.0#fetch | http:write | ''",
        "morphee:extensions/http#send | '' | imports, but does not ask for: send of morphee:extensions/http (http:read or http:write)",
        "morph#http | http:read= | imports, but does not ask for: http of morph (http:read or http:write)",
        "morph#vault_set_secret | vault:read | imports, but does not ask for: vault_set_secret of morph (vault:write); asks for, but does not need: vault:read",
        "morphee:extensions/vault@1.2.0#get-secret | vault:read=a | ''",
        "morph#data_create_task | task:create | ''",
        "morph#data_create_task | data:write=tasks | ''",
        "morph#data_create_task | data:write=memory | imports, but does not ask for: data_create_task of morph (data:write or task:create)",
        "morph#data_update_task | task:create | imports, but does not ask for: data_update_task of morph (data:write); asks for, but does not need: task:create",
        "morphee:extensions/data@1.0.0#search-memory | data:read=memory | ''",
        "morphee:extensions/events@1.0.0#emit | event:emit=a | ''",
        "morphee:extensions/space@1.0.0#list morphee:extensions/notify@1.0.0#send | space:read notify:send | ''",
        "morph#fs_list morph#fs_write | fs:read | imports, but does not ask for: fs_write of morph (fs:write)",
        "wasi_snapshot_preview1#path_open | fs:read | ''",
        "wasi_snapshot_preview1#path_unlink_file | fs:read | imports, but does not ask for: path_unlink_file of wasi_snapshot_preview1 (fs:write); asks for, but does not need: fs:read",
        "wasi:http/outgoing-handler@0.2.0#handle wasi:http/types@0.2.0#x | http:write | ''",
        "wasi:filesystem/types@0.2.0#[method]descriptor.open-at | '' | imports, but does not ask for: [method]descriptor.open-at of wasi:filesystem/types@0.2.0 (fs:read or fs:write)",
        "wasi:filesystem/types@0.2.0#[resource-drop]descriptor | '' | ''",
        "'' | event:listen extension:call session:send | ''",
        "'' | http:read task:create | asks for, but does not need: http:read; asks for, but does not need: task:create",
      })
  void holdsImportsAgainstWhatIsAskedFor(String imports, String declared, String expected) {
    ImportAudit audit = audit(imports, declared, false);
    assertThat(String.join("; ", audit.words())).isEqualTo(expected);
    assertThat(audit.clean()).isEqualTo(expected.isEmpty());
  }

  @Test
  void theCommandsOfAProgramNeedNoImport() {
    assertThat(audit("", "http:read vault:read", true).clean()).isTrue();
    assertThat(audit("morph#http", "vault:read", true).undeclared()).hasSize(1);
  }

  @Test
  void namesOfGuestsAreShownSafely() {
    var hostile = new Import("morphee:extensions/http@\u202e\n", "x");
    assertThat(hostile.permissions()).isNotEmpty();
    assertThat(hostile.words()).doesNotContain("\n").doesNotContain("\u202e");
  }
}
