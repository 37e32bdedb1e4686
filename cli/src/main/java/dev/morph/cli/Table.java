package dev.morph.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under a heading, each column as wide as its widest cell. Control characters in cells are
 * shown, not obeyed. Not safe for several threads.
 */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings; an empty one has none. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with a cell for each heading; an empty cell is shown as {@code -}. */
  public Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has a cell for each heading");
    }
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      boolean named = !rows.getFirst().get(i).isEmpty();
      row.add(cells[i].isEmpty() && named ? "-" : Terminal.oneLine(cells[i]));
    }
    rows.add(row);
    return this;
  }

  /** Prints it as the result. */
  public void print(Terminal terminal) {
    lines().forEach(terminal.out()::println);
  }

  List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - width(row.get(i)) + 2);
    }
    return line.toString().stripTrailing();
  }
}
