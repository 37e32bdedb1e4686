package dev.morph.engine.binary;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import org.jspecify.annotations.Nullable;

/** Which part of the module is being validated: the place that messages name. Not shared. */
final class Site {
  private String kind = "module";
  private int index = -1;
  private @Nullable InstructionReader reader;

  /** From now on it is about an entry of the module; {@code index} -1 if there is only one. */
  void enter(String newKind, int newIndex) {
    kind = newKind;
    index = newIndex;
    reader = null;
  }

  /** From now on it is about the instructions of that entry. */
  void read(InstructionReader newReader) {
    reader = newReader;
  }

  ModuleException invalid(String what) {
    return fault(Phase.INVALID, "invalid", what);
  }

  ModuleException malformed(String what) {
    return fault(Phase.MALFORMED, "malformed", what);
  }

  ModuleException mismatch(String expected, String found) {
    return invalid("type mismatch: expected " + expected + ", found " + found);
  }

  /** An index that names nothing. */
  ModuleException unknown(String what, int at) {
    return invalid("unknown " + what + " " + Integer.toUnsignedString(at));
  }

  private ModuleException fault(Phase phase, String adjective, String what) {
    String place = index < 0 ? kind : kind + " " + index;
    String instruction =
        reader == null ? "" : ", byte " + reader.start() + ", " + reader.opcode().text();
    return new ModuleException(
        phase, "the module is " + adjective + ": " + place + instruction + ": " + what);
  }
}
