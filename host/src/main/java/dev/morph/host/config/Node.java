package dev.morph.host.config;

import java.util.List;
import java.util.Map;

/** What a file of configuration says, free of the library that read it. */
sealed interface Node {
  /** Where it stands, from 1. */
  int line();

  /** As messages name its kind. */
  String kind();

  /** Keys with values, in the order of the file. */
  record Table(int line, Map<String, Node> members) implements Node {
    @Override
    public String kind() {
      return "a table";
    }
  }

  /** Values, one after the other. */
  record Sequence(int line, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Text. */
  record Text(int line, String value) implements Node {
    @Override
    public String kind() {
      return "text";
    }
  }

  /** An integer. */
  record Whole(int line, long value) implements Node {
    @Override
    public String kind() {
      return "an integer";
    }
  }

  /** True or false. */
  record Truth(int line, boolean value) implements Node {
    @Override
    public String kind() {
      return "true or false";
    }
  }

  /** What no key takes: fractions and times. */
  record Other(int line, String kind) implements Node {}
}
