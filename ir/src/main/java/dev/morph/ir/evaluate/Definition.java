package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.ValueDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A value of a module, compiled when it is first asked for. Safe to share: threads that ask at once
 * compile alike, and one of the results stays.
 */
final class Definition extends Callable {
  private final ValueDefinition source;
  private final Compiler compiler;
  private volatile @Nullable Code code;
  private volatile @Nullable Object value;

  Definition(FQName name, ValueDefinition source, Compiler compiler) {
    super(name, Compiler.arity(source));
    this.source = source;
    this.compiler = compiler;
  }

  @Override
  Code code() {
    Code ready = code;
    if (ready == null) {
      ready = compiler.definition(name(), source);
      code = ready;
    }
    return ready;
  }

  @Override
  Object call(Machine machine, Object[] captured, Object[] arguments) {
    return code().call(machine, captured, arguments);
  }

  /** The value of a definition without parameters; evaluated once if no function is in it. */
  Object value(Machine machine) {
    Object known = value;
    if (known == null) {
      known = machine.values().get(this);
    }
    if (known == null) {
      known = call(machine, FunctionValue.NONE, FunctionValue.NONE);
      if (PlainData.is(known)) {
        value = known;
      } else {
        machine.values().put(this, known);
      }
    }
    return known;
  }
}
