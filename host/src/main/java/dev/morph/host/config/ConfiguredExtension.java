package dev.morph.host.config;

import dev.morph.base.ByteSize;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.host.LoadOptions;
import dev.morph.runtime.policy.PermissionSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An extension as a file of configuration names it. Immutable.
 *
 * @param enabled false if it may not be used
 * @param protocol what its file is; null if nothing is said
 * @param path of its file, absolute; null if the entry is about an installed extension
 * @param maxMemory its limit {@code memory}; null if nothing is said
 * @param maxExecutionTime its limit {@code time}; null if nothing is said
 * @param grants what it may do; nothing where a project's file named it
 * @param project the folder of the project whose file named it; null where system or user did
 * @param origin the file and line that named it
 */
public record ConfiguredExtension(
    ExtensionId name,
    boolean enabled,
    @Nullable Protocol protocol,
    @Nullable Path path,
    @Nullable ByteSize maxMemory,
    @Nullable Duration maxExecutionTime,
    PermissionSet grants,
    @Nullable Path project,
    String origin) {
  /** The byte of a Wasm file that tells a module from a component. */
  private static final int LAYER = 6;

  /** What a file of an extension is. */
  public enum Protocol {
    /** A core module. */
    CORE("core", "wasm"),
    /** A component. */
    COMPONENT("component", "wasm-component");

    private final String word;
    private final String type;

    Protocol(String word, String type) {
      this.word = word;
      this.type = type;
    }

    /** As it stands at {@code protocol}. */
    public String word() {
      return word;
    }

    static Protocol of(String text, boolean asType) {
      for (Protocol protocol : values()) {
        if (text.equals(asType ? protocol.type : protocol.word)) {
          return protocol;
        }
      }
      ConfigKey key = asType ? ConfigKey.EXTENSION_TYPE : ConfigKey.EXTENSION_PROTOCOL;
      throw Values.invalid(
          "found \"" + ConfigFinding.shown(text) + "\"; accepted is " + key.accepted());
    }
  }

  /**
   * True if a project's file named it: then it came with a repository. It stands for no installed
   * extension of its name, and has no secrets kept for that name.
   */
  public boolean ofProject() {
    return project != null;
  }

  /**
   * Where its file really is now, if the entry names one.
   *
   * @throws MorphException {@code not-found}; {@code usage-invalid} if it lies outside the project
   *     whose file named it, or is of another protocol
   */
  public Optional<Path> file() {
    Path named = path;
    if (named == null) {
      return Optional.empty();
    }
    Path file = project == null ? named : Confined.real(named, project);
    try (InputStream in = Files.newInputStream(file)) {
      requireProtocol(in.readNBytes(LAYER + 1));
      return Optional.of(file);
    } catch (NoSuchFileException e) {
      throw new MorphException(
          ErrorCode.NOT_FOUND, "there is no file " + file + ", which " + origin + " names", e);
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + file, e);
    }
  }

  /** Whatever is no Wasm at all is refused with more words when it is loaded. */
  private void requireProtocol(byte[] head) {
    if (protocol == null || head.length <= LAYER) {
      return;
    }
    Protocol found = head[LAYER] == 0 ? Protocol.CORE : Protocol.COMPONENT;
    if (found != protocol) {
      throw Values.invalid(
          path
              + " is of the protocol "
              + found.word
              + ", and "
              + origin
              + " says "
              + protocol.word
              + "; mend one of them");
    }
  }

  /** Its limits, as {@code "time=10000ms"}. */
  public List<String> limits() {
    List<String> limits = new ArrayList<>();
    if (maxMemory != null) {
      limits.add("memory=" + maxMemory.bytes());
    }
    if (maxExecutionTime != null) {
      limits.add("time=" + maxExecutionTime.toMillis() + "ms");
    }
    return limits;
  }

  /**
   * How its file is loaded: its name, grants and limits. What system or user named is known by its
   * name, so that it has its secrets; what a project named is not.
   */
  public LoadOptions.Builder options() {
    LoadOptions.Builder options = LoadOptions.builder().name(name.value());
    grants.texts().forEach(options::grant);
    limits().forEach(options::limit);
    if (!ofProject()) {
      options.knownAs(name);
    }
    return options;
  }

  ConfiguredExtension with(boolean on, @Nullable ByteSize memory, @Nullable Duration time) {
    return new ConfiguredExtension(name, on, protocol, path, memory, time, grants, project, origin);
  }
}
