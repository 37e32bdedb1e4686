package dev.morph.component.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a WIT function (synchronous). {@code toString} is WIT text. */
public record WitFunction(List<WitType.Field> params, @Nullable WitType result) {
  public WitFunction {
    params = List.copyOf(params);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("func(");
    for (int i = 0; i < params.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(params.get(i));
    }
    text.append(')');
    if (result != null) {
      text.append(" -> ").append(result);
    }
    return text.toString();
  }
}
