package dev.morph.builtins.java;

import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.ValueDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module that Java is made of, whether defined or only specified.
 *
 * @param own false for one of a dependency
 */
record SourceModule(
    Path packageName,
    Path path,
    boolean own,
    List<SourceType> types,
    List<SourceValue> values,
    @Nullable ModuleDoc doc) {

  SourceModule {
    types = List.copyOf(types);
    values = List.copyOf(values);
  }

  FQName name(Name local) {
    return new FQName(packageName, path, local);
  }

  /**
   * A type.
   *
   * @param whole false if its definition is incomplete
   */
  record SourceType(Name name, boolean open, String doc, boolean whole) {}

  /**
   * A value.
   *
   * @param output null if an incomplete definition does not tell it
   * @param definition null if it is only specified
   */
  record SourceValue(
      Name name,
      boolean open,
      String doc,
      List<ValueDefinition.Input> inputs,
      @Nullable Type output,
      @Nullable ValueDefinition definition) {
    SourceValue {
      inputs = List.copyOf(inputs);
    }
  }
}
