package dev.morph.base.files;

/** Why a {@link FileRoot} did not do what it was asked; nothing was changed. */
public final class FileFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** There is nothing of this name, or no folder on the way to it. */
    NOT_FOUND,
    /** There is something of this name already. */
    EXISTS,
    /** It is no regular file: a folder, a link, a device, a pipe. */
    NOT_A_FILE,
    /** It is no folder, or something on the way to it is none. */
    NOT_A_FOLDER,
    /** A folder is not empty. */
    NOT_EMPTY,
    /** The file has more bytes than the caller takes. */
    TOO_LARGE,
    /** The folder has more entries than the caller takes. */
    TOO_MANY,
    /** The disk or a quota is full. */
    NO_SPACE,
    /** The host's own rights do not allow it. */
    DENIED,
    /** Anything else. */
    FAILED
  }

  private final Kind kind;

  /** A fault with the words of its kind. */
  public FileFault(Kind kind) {
    this(kind, words(kind));
  }

  /**
   * A fault with words of its own.
   *
   * @param words what a guest may read behind the path; never a path of the host
   */
  public FileFault(Kind kind, String words) {
    super(words);
    this.kind = kind;
  }

  /** A fault with what caused it. */
  public FileFault(Kind kind, Throwable cause) {
    super(words(kind), cause);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** As it stands behind a path: {@code "does not exist"}. */
  public String words() {
    return String.valueOf(getMessage());
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "does not exist";
      case EXISTS -> "exists already";
      case NOT_A_FILE -> "is no regular file";
      case NOT_A_FOLDER -> "is no folder";
      case NOT_EMPTY -> "is a folder that is not empty";
      case TOO_LARGE -> "is too large";
      case TOO_MANY -> "has too many entries";
      case NO_SPACE -> "cannot be written: no space is left";
      case DENIED -> "is closed to the host itself";
      case FAILED -> "cannot be reached";
    };
  }
}
