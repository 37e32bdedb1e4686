package dev.morph.capabilities.wasi;

import dev.morph.base.files.FileFault;
import dev.morph.component.abi.ResultValue;

/** The errors of WASI preview 1 that are answered ({@code errno} of its witx). */
enum Errno {
  BADF(8),
  EXIST(20),
  FBIG(22),
  INVAL(28),
  IO(29),
  ISDIR(31),
  NFILE(41),
  NOENT(44),
  NOMEM(48),
  NOSPC(51),
  NOTDIR(54),
  NOTEMPTY(55),
  NOTSOCK(57),
  NOTSUP(58),
  OVERFLOW(61),
  SPIPE(70),
  NOTCAPABLE(76);

  private final int code;

  Errno(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  ResultValue asResult() {
    return new ResultValue.Err(code);
  }

  static Errno of(FileFault.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> NOENT;
      case EXISTS -> EXIST;
      case NOT_A_FILE, DENIED -> NOTCAPABLE;
      case NOT_A_FOLDER -> NOTDIR;
      case NOT_EMPTY -> NOTEMPTY;
      case TOO_LARGE -> FBIG;
      case TOO_MANY -> OVERFLOW;
      case NO_SPACE -> NOSPC;
      case FAILED -> IO;
    };
  }
}
