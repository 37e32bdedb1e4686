package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.BuiltinRegistry;
import dev.morph.builtins.StandardBuiltins;
import dev.morph.runtime.policy.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The built-in extensions as the guests that the project carries. Each is loaded when it is called
 * first. Safe for several threads.
 */
final class BuiltinGuests implements AutoCloseable {
  private static final String FOLDER = "/dev/morph/builtins/guests/";

  /**
   * What compiling a guest of this size may allocate. Half a megabyte of code takes more than the
   * default, which is for files of strangers.
   */
  private static final long COMPILE_MEMORY_BYTES = 4L << 30;

  private final ExtensionLoader loader;
  private final List<String> limits;
  private final BuiltinRegistry registry;
  private final List<Extension> loaded = new ArrayList<>();

  /**
   * @param limits for this process, over the usual ones
   */
  BuiltinGuests(ExtensionLoader loader, List<String> limits) {
    this.loader = loader;
    this.limits = limits;
    this.registry =
        BuiltinRegistry.of(
            StandardBuiltins.all().extensions().stream()
                .filter(one -> BuiltinGuests.class.getResource(file(one)) != null)
                .<BuiltinExtension>map(one -> new BuiltinGuest(one.description(), () -> load(one)))
                .toList());
  }

  /** Those that there is a guest of. */
  BuiltinRegistry registry() {
    return registry;
  }

  private static String file(BuiltinExtension extension) {
    return FOLDER + extension.description().id() + ".wasm";
  }

  private Extension load(BuiltinExtension extension) {
    long compileMemory =
        Math.min(COMPILE_MEMORY_BYTES, loader.base().ceiling(Limit.COMPILE_MEMORY));
    LoadOptions.Builder options =
        LoadOptions.builder()
            .name(extension.description().id())
            .limit("compile-memory=" + compileMemory);
    limits.forEach(options::limit);
    Extension guest = loader.load(read(file(extension)), options.build());
    synchronized (loaded) {
      loaded.add(guest);
    }
    return guest;
  }

  private static byte[] read(String file) {
    try (InputStream in = BuiltinGuests.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new MorphException(ErrorCode.NOT_FOUND, "there is no built-in guest " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new MorphException(
          ErrorCode.IO_FAILED, "the built-in guest " + file + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    synchronized (loaded) {
      loaded.forEach(Extension::close);
      loaded.clear();
    }
  }
}
