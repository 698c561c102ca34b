package io.godwit.jdbc.sql.source;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A connection of its own and a transaction on it that sees one state of the database.
 *
 * <p>Drivers wait for a server in ways that an interrupt does not end where the thread is a
 * platform's. So what is asked is asked by a virtual thread, and who waits for that can give up:
 * the connection is then cut off, which ends the statement's wait as well.
 *
 * <p>For one thread at a time.
 */
final class ReadSession implements AutoCloseable {

  private final Connection connection;
  private final SqlServer server;
  private final SqlErrors errors;

  private ReadSession(Connection connection, SqlServer server, SqlErrors errors) {
    this.connection = connection;
    this.server = server;
    this.errors = errors;
  }

  /** What is asked. */
  @FunctionalInterface
  interface Question<T> {
    /** Asks it; what it throws besides is thrown on. */
    T of(Connection connection) throws SQLException;
  }

  /**
   * A session that has begun.
   *
   * @throws Trouble where the database does not answer, or the thread is interrupted
   */
  static ReadSession open(SqlServer server, SqlErrors errors, SourceDialect dialect)
      throws Trouble {
    ReadSession session =
        new ReadSession(
            patiently(server, errors, server::connectForReading, ReadSession::closeLate),
            server,
            errors);
    boolean begun = false;
    try {
      session.ask(connection -> {
        dialect.beginSnapshot(connection);
        return true;
      });
      begun = true;
      return session;
    } finally {
      if (!begun) {
        session.close();
      }
    }
  }

  /**
   * Asks something.
   *
   * @throws Trouble where the database does not answer, or the thread is interrupted; the session
   *     is then of no more use
   */
  <T> T ask(Question<T> question) throws Trouble {
    return patiently(server, errors, () -> question.of(connection), ignored -> cutOff(connection));
  }

  /** What is to be done where an answer comes that nobody waits for any more. */
  private interface GivenUp<T> {
    void clear(FutureTask<T> task);
  }

  private static <T> T patiently(
      SqlServer server, SqlErrors errors, Callable<T> question, GivenUp<T> givenUp) throws Trouble {
    FutureTask<T> task = new FutureTask<>(question);
    Thread asking = Thread.ofVirtual().name("godwit-sql-source").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      asking.interrupt();
      givenUp.clear(task);
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.TARGET_BUSY, "interrupted while waiting for " + server.name(), e);
    } catch (ExecutionException e) {
      throw thrown(server, errors, e);
    }
  }

  private static Trouble thrown(SqlServer server, SqlErrors errors, ExecutionException e) {
    return switch (e.getCause()) {
      case SQLException failed -> errors.trouble(server.name(), failed);
      case RuntimeException refused -> throw refused;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException("asking failed", e);
    };
  }

  /** A connection that opens after all is closed by whoever still waits for it. */
  private static void closeLate(FutureTask<Connection> opening) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            cutOff(opening.get());
          } catch (InterruptedException | ExecutionException ignored) {
            // It has not opened, so there is nothing to close.
          }
        });
  }

  private static void cutOff(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException ignored) {
      // It is of no more use either way, and the server ends a session whose client is gone.
    }
  }

  /** Ends the transaction, which has changed nothing, with the connection. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // A server that is gone has ended the session already.
    }
  }
}
