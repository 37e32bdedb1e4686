package dev.morph.engine.endive;

import run.endive.runtime.Instance;
import run.endive.runtime.TrapException;
import run.endive.runtime.WasmArray;

/**
 * The instructions {@code table.fill} and {@code array.fill}, whose bounds Endive 1.0.0 checks with
 * a sum of signed numbers: a count of -1 fills nothing in place of trapping. Public because
 * generated code and the interpreter call it; the parameters are those of Endive's own methods.
 */
public final class Fills {
  private Fills() {}

  /** Fills a part of a table of objects. */
  public static void tableFillRef(
      int offset, Object value, int count, int tableIndex, Instance instance) {
    var table = FunctionReferences.table(instance, tableIndex);
    check(offset, count, table.size(), "out of bounds table access");
    for (int i = 0; i < count; i++) {
      table.setObjRef(offset + i, value, instance);
    }
  }

  /** Fills a part of an array of numbers. */
  public static void arrayFill(
      Object array, int offset, long value, int count, int typeIndex, Instance instance) {
    var filled = array(array);
    check(offset, count, filled.length(), "out of bounds array access");
    var packed =
        instance
            .module()
            .typeSection()
            .getSubType(typeIndex)
            .compType()
            .arrayType()
            .fieldType()
            .storageType()
            .packedType();
    long stored = packed == null ? value : value & packed.mask();
    for (int i = 0; i < count; i++) {
      filled.set(offset + i, stored);
    }
  }

  /** Fills a part of an array of references. */
  public static void arrayFillRef(
      Object array, int offset, Object value, int count, int typeIndex, Instance instance) {
    var filled = array(array);
    check(offset, count, filled.length(), "out of bounds array access");
    for (int i = 0; i < count; i++) {
      filled.setRef(offset + i, value);
    }
  }

  private static WasmArray array(Object array) {
    if (array == null) {
      throw new TrapException("null array reference");
    }
    return (WasmArray) array;
  }

  private static void check(int offset, int count, int size, String message) {
    if (Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(count) > size) {
      throw new TrapException(message);
    }
  }
}
