package dev.morph.storage.sql;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in our words what a database or its driver says in theirs. */
final class Failures {
  private Failures() {}

  /** What a failure is to the user; what the work itself threw stays as it is. */
  static RuntimeException of(StoreLocation where, RuntimeException failure) {
    SQLException sql = failure instanceof MorphException ? null : sql(failure);
    if (sql != null) {
      return of(where, sql);
    }
    return failure instanceof JdbiException
        ? new MorphException(
            ErrorCode.INTERNAL_ERROR, "the store " + where + " failed: " + failure, failure)
        : failure;
  }

  static MorphException of(StoreLocation where, SQLException failure) {
    String fault =
        failure instanceof SQLiteException lite
            ? sqlite(lite.getResultCode(), failure)
            : postgres(failure);
    return unavailable(where, fault, failure);
  }

  static MorphException unavailable(StoreLocation where, String fault, @Nullable Throwable cause) {
    return new MorphException(
        ErrorCode.STORE_UNAVAILABLE, "the store " + where + " " + fault, cause);
  }

  /** The error of the database among a failure and its causes: the one that says most. */
  static @Nullable SQLException sql(Throwable failure) {
    SQLException first = null;
    Throwable t = failure;
    for (int depth = 0; t != null && depth < 20; depth++) {
      if (t instanceof SQLiteException lite) {
        return lite;
      }
      if (first == null && t instanceof SQLException sql) {
        first = sql;
      }
      t = t.getCause();
    }
    return first;
  }

  /** True if a row does not fit the rules of its table. */
  static boolean constraint(SQLException failure) {
    if (sql(failure) instanceof SQLiteException lite) {
      return (lite.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }
    String state = failure.getSQLState();
    return state != null && state.startsWith("23");
  }

  /** True if the same work can succeed a little later: a lock, a deadlock, a lost race. */
  static boolean passing(Throwable failure) {
    SQLException sql = sql(failure);
    if (sql instanceof SQLiteException lite) {
      int primary = lite.getResultCode().code & 0xFF;
      return primary == SQLiteErrorCode.SQLITE_BUSY.code
          || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
    }
    String state = sql == null ? null : sql.getSQLState();
    return "40001".equals(state) || "40P01".equals(state);
  }

  private static String sqlite(SQLiteErrorCode code, SQLException failure) {
    return switch (code.code & 0xFF) {
      case 5, 6 -> // BUSY, LOCKED
          "is held by another process; nothing was written. Try again, or end that process";
      case 7, 12 -> "ran out of memory: " + text(failure);
      case 8 ->
          "cannot be written: the file or its folder is read-only for this user. Change its rights,"
              + " or open another store";
      case 10 ->
          "failed while reading or writing ("
              + code.name()
              + "). Check the disk; what was"
              + " acknowledged before is in the file";
      case 11 ->
          "is damaged ("
              + text(failure)
              + "). Restore a backup, or move the file away to begin"
              + " anew";
      case 13 -> "cannot grow: the disk is full. Nothing of this write was kept; free some space";
      case 14 ->
          "cannot be opened: its folder is absent, or this user may not use it. Check the path and"
              + " its rights";
      case 26 -> "is not a database. Give another path, or move the file away; it was not changed";
      default -> "failed: " + text(failure);
    };
  }

  private static String postgres(SQLException failure) {
    String state = failure.getSQLState();
    String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
    return switch (kind) {
      case "08" ->
          "does not answer: "
              + text(failure)
              + " Check that the server runs and the address is"
              + " right";
      case "28" ->
          "refuses the user or the password: " + text(failure) + ". Check both in the store's URL";
      case "3D" ->
          "does not exist: " + text(failure) + ". Create the database, or correct its name";
      case "42" ->
          "501".equals(state.substring(2))
              ? "does not let this user do that: "
                  + text(failure)
                  + ". Grant the user the right to create tables in its schema"
              : "failed: " + text(failure);
      case "53" ->
          "is short of room: " + text(failure) + ". Free disk space or connections on the server";
      case "57" -> "was shut down: " + text(failure) + ". Try again when the server runs";
      default -> "failed: " + text(failure);
    };
  }

  private static String text(SQLException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message.strip();
  }
}
