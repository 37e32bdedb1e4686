package dev.morph.storage.vault;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operator's keys, which wrap the vault's data keys: in a file, in a variable, or in a key
 * management service. The first one wraps; the others open what they wrapped before. Nothing is
 * read before the vault needs it, and no message has a key. Immutable, safe for several threads.
 */
public final class MasterKeys {
  /** The variable with keys in base64, the one that wraps first. */
  public static final String VARIABLE = "MORPH_VAULT_KEY";

  /** The variable with the URI of a key of a service. */
  public static final String KMS_VARIABLE = "MORPH_VAULT_KMS";

  private static final String FILE = "vault.key";

  private final List<MasterSource> sources;

  private MasterKeys(List<MasterSource> sources) {
    this.sources = sources;
  }

  /**
   * Keys of a file that its owner alone may read ({@code 0600}): 32 bytes in base64, one a line,
   * the one that wraps first. Made with the first secret if it is absent.
   */
  public static MasterKeys file(Path file) {
    return new MasterKeys(List.of(new MasterFile(file)));
  }

  /**
   * Keys of a text: 32 bytes in base64 each, with spaces or commas between, the one that wraps
   * first.
   *
   * @param name of the variable that has the text, for messages
   */
  public static MasterKeys text(String name, String keys) {
    return new MasterKeys(List.of(new MasterText(name, keys)));
  }

  /**
   * A key that a service keeps.
   *
   * @param uri which key, as {@code aws-kms://arn:...}
   */
  public static MasterKeys kms(String uri, KmsClient client) {
    return new MasterKeys(List.of(new MasterKms(uri, client)));
  }

  /** These, and after them others that open what they wrapped before. */
  public MasterKeys or(MasterKeys older) {
    List<MasterSource> all = new ArrayList<>(sources);
    all.addAll(older.sources);
    return new MasterKeys(List.copyOf(all));
  }

  /**
   * Those of a process whose file is {@code vault.key} in the home.
   *
   * @throws MorphException ({@code usage-invalid}) if no service for the URI is on the class path
   */
  public static MasterKeys of(Map<String, String> environment, Path home) {
    return orFile(environment, home.resolve(FILE));
  }

  /**
   * Those of a process: the key of {@value #KMS_VARIABLE} if it is set, else those of {@value
   * #VARIABLE} if it is set, else those of the file. What stands later in this order opens what it
   * wrapped before.
   *
   * @throws MorphException ({@code usage-invalid}) if no service for the URI is on the class path
   */
  public static MasterKeys orFile(Map<String, String> environment, Path file) {
    MasterKeys keys = file(file);
    String text = environment.getOrDefault(VARIABLE, "");
    if (!text.isBlank()) {
      keys = text(VARIABLE, text).or(keys);
    }
    String uri = environment.getOrDefault(KMS_VARIABLE, "").strip();
    return uri.isEmpty() ? keys : kms(uri, service(uri)).or(keys);
  }

  private static KmsClient service(String uri) {
    for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
      if (client.handles(uri)) {
        return client;
      }
    }
    return TinkKms.of(uri)
        .orElseThrow(() ->
            new MorphException(
                ErrorCode.USAGE_INVALID,
                KMS_VARIABLE
                    + " names a key of "
                    + scheme(uri)
                    + ", and no client of such a service is on the class path; add the Tink"
                    + " integration of the service, or a "
                    + KmsClient.class.getName()));
  }

  private static String scheme(String uri) {
    int end = uri.indexOf(':');
    return end < 1 ? "no scheme" : uri.substring(0, end) + "://";
  }

  /** The key that wraps; made if there is none and its source can make one. */
  MasterKey currentOrMade() {
    MasterSource first = sources.getFirst();
    List<MasterKey> keys = first.keysOrMade();
    if (keys.isEmpty()) {
      throw new MorphException(
          ErrorCode.STORE_UNAVAILABLE, "the vault's master key: " + first.name() + " has none");
    }
    return keys.getFirst();
  }

  /** Puts a new key before the others if the first source can make one. */
  boolean renew() {
    return sources.getFirst().renew();
  }

  /**
   * The key of this id, or null. Sources after the one that has it are not looked at.
   *
   * @throws MorphException ({@code store-unavailable}) if a source before it cannot be used
   */
  @Nullable MasterKey find(String id) {
    for (MasterSource source : sources) {
      for (MasterKey key : source.keys()) {
        if (key.id().equals(id)) {
          return key;
        }
      }
    }
    return null;
  }

  /** Why no key of this id is there, for a message. */
  String absent(String id) {
    String found =
        sources.stream()
            .map(source -> {
              List<MasterKey> keys = source.keys();
              return source.name()
                  + (keys.isEmpty()
                      ? " is absent"
                      : " has "
                          + keys.stream().map(MasterKey::id).collect(Collectors.joining(", ")));
            })
            .collect(Collectors.joining("; "));
    return "the master key " + id + " is not there: " + found + ". Give that key, from its backup";
  }

  /** Where the keys are, never the keys. */
  @Override
  public String toString() {
    return "MasterKeys" + sources.stream().map(MasterSource::name).toList();
  }
}
