package dev.morph.runtime.policy;

/** Paths of files, relative to the workspace's root. */
final class FilePath {
  private FilePath() {}

  /** True if no segment is empty, {@code .} or {@code ..}, and none holds a backslash. */
  static boolean normal(String path) {
    if (path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= path.length(); i++) {
      if (i == path.length() || path.charAt(i) == '/') {
        String segment = path.substring(start, i);
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }
}
