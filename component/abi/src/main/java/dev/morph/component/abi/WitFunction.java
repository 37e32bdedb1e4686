package dev.morph.component.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a WIT function (synchronous). */
public record WitFunction(List<WitType.Field> params, @Nullable WitType result) {
  public WitFunction {
    params = List.copyOf(params);
  }
}
