package dev.morph.engine.endive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Generated classes as bytes: the main class, each class with its name and bytes, and the indices
 * of functions that have no code. What is read was sealed by this installation, and is still
 * verified by the JVM.
 */
final class ClassesFile {
  private ClassesFile() {}

  static byte[] write(GeneratedClasses classes) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(classes.mainClassName());
      Map<String, byte[]> all = classes.classBytes();
      out.writeInt(all.size());
      for (var entry : all.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().length);
        out.write(entry.getValue());
      }
      out.writeInt(classes.interpreted().size());
      for (int function : classes.interpreted()) {
        out.writeInt(function);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The classes, or null if the bytes are not what {@link #write} makes. */
  static @Nullable GeneratedClasses read(byte[] payload) {
    try (var in = new DataInputStream(new ByteArrayInputStream(payload))) {
      String main = in.readUTF();
      Map<String, byte[]> all = new LinkedHashMap<>();
      for (int n = in.readInt(); n > 0; n--) {
        String name = in.readUTF();
        all.put(name, exactly(in, in.readInt()));
      }
      Set<Integer> interpreted = new TreeSet<>();
      for (int n = in.readInt(); n > 0; n--) {
        interpreted.add(in.readInt());
      }
      return in.read() < 0 ? new GeneratedClasses(main, all, interpreted) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] exactly(DataInputStream in, int length) throws IOException {
    if (length < 0 || length > in.available()) {
      throw new IOException(length + " bytes announced");
    }
    return in.readNBytes(length);
  }
}
