package dev.morph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Table("A", "LONGER", "").row("wide cell", "x", "").row("", "", "note").lines())
        .containsExactly("A          LONGER", "wide cell  x", "-          -       note");
  }

  @Test
  void controlCharactersAreShownAndLinesStayLines() {
    assertThat(new Table("A", "B").row("a\u001b[31m\nb\tc", "d").lines().getLast())
        .isEqualTo("a\\u001b[31m b c  d");
  }

  @Test
  void charactersOutsideTheFirstPlaneCountOnce() {
    assertThat(new Table("A", "B").row("\ud83d\ude00\ud83d\ude00", "x").row("ab", "y").lines())
        .containsExactly("A   B", "\ud83d\ude00\ud83d\ude00  x", "ab  y");
  }

  @Test
  void aRowHasACellForEachHeading() {
    assertThatThrownBy(() -> new Table("A", "B").row("a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
