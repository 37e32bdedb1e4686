package dev.morph.ir.evaluate;

/** JSON that is no value of the type, or a value that has no form in JSON. Has no stack trace. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fault;
  private final String pointer;

  DataException(String fault) {
    this(fault, "");
  }

  private DataException(String fault, String pointer) {
    super(pointer.isEmpty() ? fault : "at " + pointer + ": " + fault, null, false, false);
    this.fault = fault;
    this.pointer = pointer;
  }

  /** What is wrong, without the place. */
  public String fault() {
    return fault;
  }

  /** The place as a JSON pointer; empty for the whole. */
  public String pointer() {
    return pointer;
  }

  /** The same fault, seen from around the place. */
  DataException within(String step) {
    return new DataException(fault, "/" + step + pointer);
  }

  DataException within(int index) {
    return within(Integer.toString(index));
  }
}
