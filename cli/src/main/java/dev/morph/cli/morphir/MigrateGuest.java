package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonObject;
import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.IrMessage;
import dev.morph.cli.DesignGuest;
import dev.morph.cli.LoadOptionsMixin;
import dev.morph.cli.Terminal;
import dev.morph.ir.migrate.MigrationTarget;
import java.io.OutputStream;

/** Migrates in the sandbox. */
final class MigrateGuest {
  private MigrateGuest() {}

  /**
   * Writes a document of JSON in another version.
   *
   * @throws MorphException if a limit ends the call
   */
  static Migrated run(
      byte[] document,
      MigrationTarget target,
      OutputStream out,
      LoadOptionsMixin load,
      Terminal terminal) {
    JsonObject members =
        JsonObject.builder()
            .put("target_version", "v" + target.version())
            .put("expanded", target.expanded())
            .put("allow_partial", target.allowPartial())
            .build();
    Envelope request = new IrMessage(members, document).toEnvelope();
    IrMessage answer =
        IrMessage.of(
            DesignGuest.builtins(
                load,
                terminal,
                registry ->
                    DesignTool.answered(
                        registry
                            .find("migrate")
                            .orElseThrow(() ->
                                new MorphException(
                                    ErrorCode.NOT_FOUND, "this Morph has no guest of migrate"))
                            .call(BuiltinExtension.TRANSFORM, request),
                        "the guest",
                        terminal)));
    byte[] ir = answer.ir();
    if (ir != null) {
      IrInput.write(ir, out);
    }
    return Migrated.of(answer.members());
  }
}
