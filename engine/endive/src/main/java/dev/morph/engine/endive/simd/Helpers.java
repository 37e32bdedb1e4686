package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The functions appended to a module for formulas that are too long to stand in each place. */
final class Helpers {
  /** Formulas up to this length stand in place. */
  private static final int LONGEST_INLINE_BYTES = 48;

  /** Formulas that a module can have without end give way to general ones from here on. */
  private static final int MANY = 1_000;

  private static final int MOST = 10_000;

  private static final class Helper {
    final Code code;
    final List<ValType> params;
    final List<ValType> results;
    final boolean inline;
    int index = -1;

    Helper(Code code, List<ValType> params, List<ValType> results, boolean inline) {
      this.code = code;
      this.params = params;
      this.results = results;
      this.inline = inline;
    }
  }

  private final int firstIndex;
  private final LoweredTypes types;
  private final Map<String, Helper> known = new HashMap<>();
  private final List<Helper> appended = new ArrayList<>();

  /** Of a module that has so many functions of its own. */
  Helpers(int firstIndex, LoweredTypes types) {
    this.firstIndex = firstIndex;
    this.types = types;
  }

  /** Whether a formula is not known and there are many. */
  boolean wantsFewer(String key) {
    return known.size() >= MANY && !known.containsKey(key);
  }

  /** The formula in place, or a call. */
  Expr apply(String key, Formula formula, Expr... operands) {
    Helper helper = known.get(key);
    if (helper == null) {
      helper = make(formula, operands);
      known.put(key, helper);
    }
    return helper.inline ? formula.of(operands) : call(helper, operands);
  }

  private static Helper make(Formula formula, Expr... operands) {
    var params = Arrays.stream(operands).map(Expr::type).toList();
    var locals = new Expr[operands.length];
    for (int i = 0; i < locals.length; i++) {
      locals[i] = Expr.local(i, params.get(i));
    }
    Expr body = formula.of(locals);
    var code = new Code(locals.length);
    body.emit(code);
    return new Helper(
        code, params, List.of(body.type()), code.out.length() <= LONGEST_INLINE_BYTES);
  }

  private Expr call(Helper helper, Expr... operands) {
    return Expr.call(() -> indexOf(helper), helper.results.getFirst(), operands);
  }

  /**
   * The index of a function that is no formula.
   *
   * @param body writes its code, without the last {@code end}
   */
  int function(String key, List<ValType> params, List<ValType> results, Consumer<Code> body) {
    Helper helper = known.get(key);
    if (helper == null) {
      var code = new Code(params.size());
      body.accept(code);
      helper = new Helper(code, params, results, false);
      known.put(key, helper);
      Excess.check("kinds of accesses to arrays", known.size(), MOST);
    }
    return indexOf(helper);
  }

  private int indexOf(Helper helper) {
    if (helper.index < 0) {
      helper.index = firstIndex + appended.size();
      appended.add(helper);
    }
    return helper.index;
  }

  /** How many functions are appended. */
  int count() {
    return appended.size();
  }

  /** Writes the type index of each function. */
  void writeTypes(BinaryWriter into) {
    for (Helper helper : appended) {
      into.u32(types.function(helper.params, helper.results));
    }
  }

  /** Writes the bodies. */
  void writeBodies(BinaryWriter into) {
    for (Helper helper : appended) {
      helper.code.out.opcode(Opcode.END);
      into.sized(helper.code.entry(0, new BinaryWriter(0)));
    }
  }
}
