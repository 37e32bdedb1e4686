package dev.morph.fuzz;

import dev.morph.component.abi.ComponentTypeException;
import dev.morph.component.abi.ComponentTypeSection;

/** The section in which toolchains describe a guest's world. */
public final class ComponentTypeFuzzer {
  private ComponentTypeFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      ComponentTypeSection.decode(data);
    } catch (ComponentTypeException e) {
      Check.that(e.getMessage() != null, "a refusal says why");
    }
  }
}
