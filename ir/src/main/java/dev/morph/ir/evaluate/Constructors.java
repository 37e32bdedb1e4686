package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.types.ConstructorDeclaration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constructors as something that can be called. */
final class Constructors {
  private Constructors() {}

  static Maker of(FQName name, ConstructorDeclaration declaration) {
    SdkConstructor own = SdkConstructor.of(name);
    if (own != null) {
      return new OfSdk(name, own);
    }
    return declaration.implicit()
        ? new OfRecord(name, declaration.parameters())
        : new OfCustom(name, declaration.parameters().size());
  }

  /** Makes a value of its arguments, and calls no code. */
  abstract static class Maker extends Callable {
    Maker(FQName name, int arity) {
      super(name, arity);
    }

    /** The value of as many arguments as it takes; may keep the array. */
    abstract Object make(Object[] arguments);

    @Override
    final Object call(Machine machine, Object[] captured, Object[] arguments) {
      return make(arguments);
    }
  }

  /** Makes a value of one of the SDK's classes. */
  static final class OfSdk extends Maker {
    private final SdkConstructor constructor;

    OfSdk(FQName name, SdkConstructor constructor) {
      super(name, constructor.arity());
      this.constructor = constructor;
    }

    SdkConstructor constructor() {
      return constructor;
    }

    @Override
    Object make(Object[] arguments) {
      return constructor.maker().apply(arguments);
    }
  }

  /** Makes a value of a custom type. */
  static final class OfCustom extends Maker {
    private final @Nullable ConstructorValue constant;

    OfCustom(FQName name, int arity) {
      super(name, arity);
      this.constant = arity == 0 ? new ConstructorValue(name, List.of()) : null;
    }

    @Override
    Object make(Object[] arguments) {
      return constant != null ? constant : new ConstructorValue(name(), Arrays.asList(arguments));
    }
  }

  /** Makes the record that an alias names, of its fields in their order. */
  static final class OfRecord extends Maker {
    private final RecordValue.Names names;

    OfRecord(FQName name, List<Parameter> fields) {
      super(name, fields.size());
      this.names = new RecordValue.Names(fields.stream().map(Parameter::name).toArray(Name[]::new));
    }

    @Override
    Object make(Object[] arguments) {
      return new RecordValue(names, arguments);
    }
  }
}
