package dev.morph.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Connections that are kept: as many as were ever in use at once, which its user bounds. Safe for
 * several threads.
 */
final class SqliteConnections implements ConnectionFactory {
  private final DataSource source;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  SqliteConnections(DataSource source) {
    this.source = source;
  }

  @Override
  public Connection openConnection() throws SQLException {
    synchronized (this) {
      if (closed) {
        throw new SQLException("it is closed");
      }
      Connection kept = idle.pollLast();
      if (kept != null) {
        return kept;
      }
    }
    return source.getConnection();
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    boolean sound = !connection.isClosed();
    synchronized (this) {
      if (sound && !closed) {
        idle.addLast(connection);
        return;
      }
    }
    connection.close();
  }

  /** Closes those that are idle; the others are closed when they are given back. */
  void close() {
    Deque<Connection> last;
    synchronized (this) {
      closed = true;
      last = new ArrayDeque<>(idle);
      idle.clear();
    }
    for (Connection connection : last) {
      try {
        connection.close();
      } catch (SQLException e) {
        // every commit was durable; the next process to open the file recovers what is left
        continue;
      }
    }
  }
}
