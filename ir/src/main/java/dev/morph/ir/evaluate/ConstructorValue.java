package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.morphir.sdk.Composite;
import dev.morph.morphir.sdk.Equality;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a custom type that the SDK does not define. Immutable, safe to share.
 *
 * @param name of the constructor
 * @param arguments all that the constructor takes
 */
public record ConstructorValue(FQName name, List<Object> arguments) implements Composite {
  public ConstructorValue {
    arguments = List.copyOf(arguments);
  }

  @SuppressWarnings("ReferenceEquality") // most names are the same object; else they are compared
  boolean isOf(FQName other) {
    return name == other
        || (name.local().equals(other.local())
            && name.module().equals(other.module())
            && name.packageName().equals(other.packageName()));
  }

  /** The name, then the arguments. */
  @Override
  public List<?> parts() {
    List<Object> parts = new ArrayList<>(arguments.size() + 1);
    parts.add(name.local().text());
    parts.addAll(arguments);
    return parts;
  }

  /** True if both were made by the same constructor of arguments that are equal as in the IR. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ConstructorValue that && isOf(that.name) && Equality.equal(this, that);
  }

  @Override
  public int hashCode() {
    return name.local().hashCode() * 31 + arguments.size();
  }

  /** The value as Elm writes it. */
  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
