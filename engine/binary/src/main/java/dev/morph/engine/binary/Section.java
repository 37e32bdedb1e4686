package dev.morph.engine.binary;

/**
 * A section (core spec 5.5.2).
 *
 * @param id 0 for a custom section, else its number
 * @param start where the content begins, behind id and length
 * @param end where the next section begins
 */
public record Section(int id, int start, int end) {
  public static final int CUSTOM = 0;
  public static final int TYPE = 1;
  public static final int IMPORT = 2;
  public static final int FUNCTION = 3;
  public static final int TABLE = 4;
  public static final int MEMORY = 5;
  public static final int GLOBAL = 6;
  public static final int EXPORT = 7;
  public static final int START = 8;
  public static final int ELEMENT = 9;
  public static final int CODE = 10;
  public static final int DATA = 11;
  public static final int DATA_COUNT = 12;
  public static final int TAG = 13;
}
