package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.Store;
import dev.morph.storage.data.Owner;
import dev.morph.storage.vault.MasterKeys;
import dev.morph.storage.vault.MasterRotation;
import dev.morph.storage.vault.Rotation;
import dev.morph.storage.vault.SecretName;
import dev.morph.storage.vault.SecretValue;
import dev.morph.storage.vault.Vault;
import dev.morph.storage.vault.VaultEntry;
import dev.morph.storage.vault.VaultListing;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code morph vault} do. */
final class VaultActions {
  private static final String MISSING =
      "there is no secret %s; `morph vault list` shows those that are there";

  private final Terminal terminal;
  private final boolean json;

  VaultActions(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  private int with(ToIntFunction<Vault> work) {
    MasterKeys keys = CliStore.masterKeys(terminal);
    try (Store store = CliStore.open(terminal)) {
      return work.applyAsInt(store.vault(keys));
    }
  }

  private static SecretName name(String extension, String key, OwnerMixin owner) {
    return new SecretName(extension, CliStore.owner(owner), key);
  }

  int set(String extension, String key, OwnerMixin owner, @Nullable Path file) {
    SecretName name = name(extension, key, owner);
    if (name.isReserved()) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "keys that begin with " + SecretName.RESERVED + " are Morph's own; choose another");
    }
    byte[] bytes = file == null ? asked(name) : fromFile(file);
    try (SecretValue value = value(bytes)) {
      return with(vault -> {
        vault.set(name, value);
        return done(name, "set");
      });
    }
  }

  /** The value, without the one line end that tools put after it; the bytes are overwritten. */
  private static SecretValue value(byte[] bytes) {
    try {
      int end = bytes.length;
      if (end > 0 && bytes[end - 1] == '\n') {
        end -= end > 1 && bytes[end - 2] == '\r' ? 2 : 1;
      }
      if (end == 0) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID,
            "the value is empty; give it on standard input, or with --file FILE");
      }
      byte[] exact = Arrays.copyOf(bytes, end);
      try {
        return SecretValue.of(exact);
      } finally {
        Arrays.fill(exact, (byte) 0);
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private byte[] asked(SecretName name) {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      char[] typed = console.readPassword("Value of %s: ", name);
      if (typed == null) {
        return new byte[0];
      }
      ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      Arrays.fill(encoded.array(), (byte) 0);
      Arrays.fill(typed, '\0');
      return bytes;
    }
    try {
      return bytes(terminal.in());
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read standard input", e);
    }
  }

  private static byte[] fromFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return bytes(in);
    } catch (NoSuchFileException e) {
      throw new MorphException(ErrorCode.NOT_FOUND, "there is no file " + file, e);
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + file, e);
    }
  }

  /** No more than what tells that it is too much. */
  private static byte[] bytes(InputStream in) throws IOException {
    return in.readNBytes(SecretValue.MAX_BYTES + 3);
  }

  int delete(String extension, String key, OwnerMixin owner) {
    SecretName name = name(extension, key, owner);
    return with(vault -> {
      if (!vault.delete(name)) {
        throw new MorphException(ErrorCode.NOT_FOUND, MISSING.formatted(name));
      }
      return done(name, "deleted");
    });
  }

  private int done(SecretName name, String what) {
    if (json) {
      terminal.document(
          identity(name.extensionId(), name.owner(), name.key()).put(what, true).build());
    } else {
      terminal.out().println(what + " " + name);
    }
    return 0;
  }

  private static JsonObject.Builder identity(String extension, Owner owner, String key) {
    JsonObject.Builder identity = JsonObject.builder().put("extension", extension);
    if (!owner.userId().isEmpty()) {
      identity.put("user_id", owner.userId());
    }
    if (!owner.groupId().isEmpty()) {
      identity.put("group_id", owner.groupId());
    }
    return identity.put("key", key);
  }

  int list(@Nullable String extension, OwnerMixin owner) {
    Owner whose = owner.isGiven() ? CliStore.owner(owner) : null;
    return with(vault -> {
      VaultListing listing = vault.list(extension, whose);
      if (json) {
        terminal.document(document(listing));
      } else {
        table(listing.entries()).print(terminal);
        notes(listing);
      }
      return 0;
    });
  }

  private static JsonObject document(VaultListing listing) {
    List<JsonValue> secrets = new ArrayList<>();
    for (VaultEntry entry : listing.entries()) {
      JsonObject.Builder secret =
          identity(entry.extensionId(), entry.owner(), entry.key())
              .put("updated_at", entry.updatedAt().toString())
              .put("readable", entry.fault() == null);
      if (entry.fault() != null) {
        secret.put("fault", entry.fault());
      }
      secrets.add(secret.build());
    }
    return JsonObject.builder()
        .put("secrets", new JsonArray(secrets))
        .put("malformed", listing.malformed())
        .build();
  }

  private static Table table(List<VaultEntry> entries) {
    Table table = new Table("EXTENSION", "OWNER", "GROUP", "KEY", "SET AT", "");
    for (VaultEntry entry : entries) {
      table.row(
          entry.extensionId(),
          entry.owner().userId(),
          entry.owner().groupId(),
          entry.key(),
          entry.updatedAt().toString(),
          entry.fault() == null ? "" : "cannot be read");
    }
    return table;
  }

  private void notes(VaultListing listing) {
    for (VaultEntry entry : listing.entries()) {
      if (entry.fault() != null) {
        terminal.note(entry.extensionId() + "/" + entry.key() + ": " + entry.fault());
      }
    }
    if (listing.malformed() > 0) {
      terminal.note(
          listing.malformed()
              + " more have names that no secret can have: they were edited in the database, and"
              + " nobody can ask for them");
    }
  }

  int rotate() {
    return with(vault -> {
      Rotation rotation = vault.rotate();
      if (json) {
        terminal.document(
            JsonObject.builder()
                .put("key_id", rotation.keyId())
                .put("rewritten", rotation.rewritten())
                .put("unreadable", rotation.unreadable())
                .put("keys_removed", rotation.keysRemoved())
                .build());
      } else {
        terminal
            .out()
            .println(
                "encrypted "
                    + rotation.rewritten()
                    + " secrets by the new key "
                    + rotation.keyId()
                    + "; removed "
                    + rotation.keysRemoved()
                    + " old keys");
      }
      if (rotation.unreadable() > 0 && !json) {
        terminal.note(
            rotation.unreadable()
                + " secrets cannot be read and stay as they are; `morph vault list` names them");
      }
      return 0;
    });
  }

  int rotateMaster() {
    return with(vault -> {
      MasterRotation rotation = vault.rotateMaster();
      if (json) {
        terminal.document(
            JsonObject.builder()
                .put("master_id", rotation.masterId())
                .put("keys", rotation.keys())
                .build());
      } else {
        terminal
            .out()
            .println(
                "wrapped " + rotation.keys() + " keys by the master key " + rotation.masterId());
      }
      return 0;
    });
  }
}
