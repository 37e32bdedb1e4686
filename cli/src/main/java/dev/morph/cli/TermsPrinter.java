package dev.morph.cli;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.InstallCandidate;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says rights and limits in plain words, the same wherever they are shown. */
final class TermsPrinter {
  private TermsPrinter() {}

  /** What an extension with these terms can do: one line for each right and limit. */
  static List<String> words(Terms terms) {
    List<String> lines = new ArrayList<>(terms.words());
    for (Limit limit : Limit.values()) {
      long value = terms.limits().value(limit);
      if (value > limit.defaultValue()) {
        lines.add("Use more than usual: " + limit.word() + " of " + limit.show(value));
      }
    }
    return lines;
  }

  /** Prints what a file is and asks for. */
  static void print(Terminal terminal, InstallCandidate candidate) {
    about(terminal, candidate);
    terminal.out().println();
    list(terminal, "It asks to:", "It asks for no rights.", words(candidate.terms()));
    list(terminal, "Changes against what is granted now:", "", change(candidate));
    list(terminal, "Worth knowing:", "", notes(candidate));
  }

  private static void about(Terminal terminal, InstallCandidate candidate) {
    terminal
        .out()
        .println(
            Terminal.oneLine(
                candidate.id()
                    + " "
                    + candidate.manifest().version()
                    + (candidate.signed() ? "" : ", unsigned")
                    + ", "
                    + candidate.size()
                    + " bytes, "
                    + candidate.digest()));
    String description = candidate.manifest().about().description();
    if (description != null && !description.isEmpty()) {
      terminal.out().println(Terminal.oneLine(description));
    }
  }

  private static void list(Terminal terminal, String title, String none, List<String> lines) {
    if (lines.isEmpty()) {
      if (!none.isEmpty()) {
        terminal.out().println(none);
      }
      return;
    }
    terminal.out().println(title);
    lines.forEach(line -> terminal.out().println("  - " + Terminal.oneLine(line)));
  }

  private static List<String> change(InstallCandidate candidate) {
    var change = candidate.change();
    return change == null || change.empty() ? List.of() : change.words();
  }

  private static List<String> notes(InstallCandidate candidate) {
    List<String> notes = new ArrayList<>(candidate.imports().words());
    candidate.warnings().forEach(finding -> notes.add("manifest: " + finding.text()));
    if (candidate.manifest().deprecated() != null) {
      notes.add("deprecated: " + candidate.manifest().deprecated());
    }
    return notes;
  }

  /** The same as a document. */
  static JsonObject.Builder json(InstallCandidate candidate) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", candidate.id().value())
            .put("version", candidate.manifest().version())
            .put("digest", candidate.digest().toString())
            .put("size", candidate.size())
            .put("signed", candidate.signed())
            .put("contracts", strings(candidate.contracts()))
            .put("asks", candidate.terms().toJson())
            .put("words", strings(words(candidate.terms())))
            .put("approve", candidate.terms().digest().toString())
            .put("change", strings(change(candidate)))
            .put("notes", strings(notes(candidate)));
    return candidate.before() == null ? json : json.put("installed", candidate.before());
  }

  static JsonArray strings(Collection<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
  }
}
