package dev.morph.engine.api;

/**
 * The state of one instance at one moment. It holds a copy of what the instance's memories held
 * then, without pages of zeros. Used on the instance's thread, while the instance is in no call.
 */
public interface Snapshot {
  /**
   * Puts the instance back: bytes and sizes of its memories, elements and sizes of its tables,
   * values of its globals, and which segments were dropped. What the memories and tables grew by is
   * given back to the budget. Imported memories, tables and globals stay as they are.
   *
   * @throws IllegalStateException if the instance is in a call
   */
  void restore();
}
