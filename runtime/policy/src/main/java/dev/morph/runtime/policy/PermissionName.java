package dev.morph.runtime.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rights that exist, and every text about them (docs/reference/permissions.md). */
public enum PermissionName {
  /** GET and HEAD. */
  HTTP_READ("http:read", "to", "Read from any website", "Read from", List.of("hosts", "paths")),
  /** Every method, GET included. */
  HTTP_WRITE(
      "http:write",
      "to",
      "Send web requests to any website",
      "Send web requests to",
      List.of("hosts", "methods", "paths")),
  /** The extension's own secrets. */
  VAULT_READ(
      "vault:read", "of", "Read all of its own secrets", "Read its own secrets:", List.of("keys")),
  /** The extension's own secrets. */
  VAULT_WRITE(
      "vault:write",
      "of",
      "Store and change all of its own secrets",
      "Store and change its own secrets:",
      List.of("keys")),
  /** Events of the host. */
  EVENT_EMIT(
      "event:emit",
      "on",
      "Send events on every topic",
      "Send events on the topics:",
      List.of("topics")),
  /** Events of the host. */
  EVENT_LISTEN(
      "event:listen",
      "on",
      "Receive events on every topic",
      "Receive events on the topics:",
      List.of("topics")),
  /** Get, list and search. */
  DATA_READ("data:read", "of", "Read tasks, conversations and memories", "Read", List.of("kinds")),
  /** Create and update. */
  DATA_WRITE(
      "data:write",
      "of",
      "Create and change tasks, conversations and memories",
      "Create and change",
      List.of("kinds")),
  /** {@code create-task} only. */
  TASK_CREATE("task:create", "", "Create tasks", "Create tasks", List.of()),
  /** Names of the spaces. */
  SPACE_READ(
      "space:read", "", "Read which spaces there are", "Read which spaces there are", List.of()),
  /** Messages to the user. */
  NOTIFY_SEND("notify:send", "", "Send notifications", "Send notifications", List.of()),
  /** Files of the workspace or space. */
  FS_READ(
      "fs:read",
      "of",
      "Read every file of the workspace",
      "Read from the workspace:",
      List.of("paths")),
  /** Files of the workspace or space. */
  FS_WRITE(
      "fs:write",
      "of",
      "Create and change every file of the workspace",
      "Create and change in the workspace:",
      List.of("paths")),
  /** Actions of other installed extensions. */
  EXTENSION_CALL(
      "extension:call", "of", "Use every action of other extensions", "Use", List.of("actions")),
  /** Messages to running programs. */
  SESSION_SEND(
      "session:send",
      "to",
      "Send messages to every session",
      "Send messages to the sessions:",
      List.of("sessions"));

  private final String word;
  private final String preposition;
  private final String wholeWords;
  private final String narrowedWords;
  private final List<String> scopeKeys;

  PermissionName(
      String word,
      String preposition,
      String wholeWords,
      String narrowedWords,
      List<String> scopeKeys) {
    this.word = word;
    this.preposition = preposition;
    this.wholeWords = wholeWords;
    this.narrowedWords = narrowedWords;
    this.scopeKeys = scopeKeys;
  }

  /** As it stands in manifests, {@code "http:read"}. */
  public String word() {
    return word;
  }

  /** The keys of a manifest that narrow it, as {@code "hosts"}; empty if it has no scope. */
  public List<String> scopeKeys() {
    return scopeKeys;
  }

  /** What the bare permission lets an extension do, for people. */
  public String wholeWords() {
    return wholeWords;
  }

  /** The same, to be followed by the scope. */
  String narrowedWords() {
    return narrowedWords;
  }

  /** What stands between permission and resource in a denial; empty if it has no scope. */
  String preposition() {
    return preposition;
  }

  boolean web() {
    return this == HTTP_READ || this == HTTP_WRITE;
  }

  boolean files() {
    return this == FS_READ || this == FS_WRITE;
  }

  boolean data() {
    return this == DATA_READ || this == DATA_WRITE;
  }

  /** The permission with this word, if there is one. */
  public static Optional<PermissionName> of(String word) {
    for (PermissionName name : values()) {
      if (name.word.equals(word)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** The words of all permissions, in the order of the table. */
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (PermissionName name : values()) {
      words.add(name.word);
    }
    return words;
  }
}
