package dev.morph.engine.endive;

import dev.morph.base.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import run.endive.compiler.internal.Compiler;

/**
 * The key under which a module's code is kept: digest of what is compiled, traits, and a digest of
 * the classes that shape the code, so that another version of Endive or of ours finds nothing.
 */
final class CodeKey {
  private static final List<Class<?>> SHAPING =
      List.of(
          Compiler.class,
          CodeGenerator.class,
          CodeTraits.class,
          CounterAccess.class,
          GeneratedClasses.class,
          ClassesFile.class,
          CallTurner.class,
          ReferenceCalls.class,
          CastTargets.class,
          Turns.class);

  private static final String GENERATOR = generator();

  private CodeKey() {}

  static String of(byte[] wasm, CodeTraits traits) {
    return Digest.of(wasm)
        + " "
        + GENERATOR
        + " java "
        + Runtime.version().feature()
        + " "
        + String.join(",", new TreeSet<>(traits.features()))
        + (traits.metered() ? " metered " + traits.firstCounter() : "");
  }

  private static String generator() {
    var bytes = new ByteArrayOutputStream();
    for (Class<?> type : SHAPING) {
      String resource = "/" + type.getName().replace('.', '/') + ".class";
      try (InputStream in = type.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("no class file of " + type.getName());
        }
        in.transferTo(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return "endive " + Digest.of(bytes.toByteArray());
  }
}
