package io.godwit.jdbc.postgresql;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.PoolUse;
import io.godwit.common.spi.SupportsBaseline.Recorded;
import io.godwit.jdbc.sql.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.jdbc.PgConnection;

/**
 * A table and the way to it: connections, each with its staging table, and the guard that every
 * transaction begins with. Any thread may use it.
 */
final class GuardedTable implements AutoCloseable {

  private final PostgresServer server;
  private final TableGuard guard;
  private final AtomicReference<Way> way;

  /** Weak: the pool replaces connections as they age, and their staging tables go with them. */
  private final Map<PgConnection, Staging> stagings =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final AtomicReference<Optional<Recorded>> recorded =
      new AtomicReference<>(Optional.empty());

  /**
   * The way to the database.
   *
   * @param shared whether a pooler may give each transaction another session
   */
  private record Way(Pool pool, boolean shared) {
    static Way of(PostgresServer server, boolean shared) {
      return new Way(server.pool("sink", false, shared), shared);
    }
  }

  /**
   * A table that was found fit.
   *
   * @param shared whether a pooler is known to stand before the database
   */
  GuardedTable(PostgresServer server, TableGuard guard, boolean shared) {
    this.server = server;
    this.guard = guard;
    this.way = new AtomicReference<>(Way.of(server, shared));
  }

  TableGuard guard() {
    return guard;
  }

  /** What is done with the table over one connection on which nothing is begun. */
  @FunctionalInterface
  interface Visit<T> {
    /** Does it; each of its transactions has to {@link Door#enter} first. */
    T through(Door door) throws SQLException, Trouble;
  }

  /** Something made ready for the table as it stands, before a connection is asked for. */
  @FunctionalInterface
  interface Preparation<T> {
    /** Makes it ready. */
    Visit<T> by(CurrentTable current);
  }

  /**
   * One connection, its staging table, and what the visit was prepared for.
   *
   * @param shared whether the session may be another one in each transaction
   */
  record Door(
      PgConnection connection,
      Staging staging,
      TableGuard guard,
      CurrentTable current,
      boolean shared) {

    /** Locks the table and makes sure that it stands as it did; first in each transaction. */
    void enter() throws SQLException, Trouble {
      guard.enter(connection, current, shared);
    }

    /** Executes statements, joined by semicolons; none where the text is empty. */
    void execute(String statements) throws SQLException {
      if (!statements.isEmpty()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(statements);
        }
      }
    }

    /** Undoes the transaction. */
    void leave() throws SQLException {
      connection.rollback();
      staging.undone();
    }
  }

  /**
   * Does something with the table; prepared and done anew where the table has changed meanwhile, or
   * a change was accepted.
   */
  <T> T visit(Preparation<T> preparation) throws Trouble {
    while (true) {
      CurrentTable current = guard.current();
      Visit<T> visit = preparation.by(current);
      Way now = way.get();
      try {
        return now.pool().call(connection -> visit(visit, connection, current, now));
      } catch (SharedSession e) {
        share(now);
      } catch (TableChanged e) {
        // Prepared anew, once for each change of the table.
      } catch (SQLException e) {
        if (PostgresErrors.mayBeAltered(e)) {
          guard.doubt();
        }
        throw PostgresErrors.trouble(guard.target(), e);
      } catch (Trouble trouble) {
        if (trouble.code() != ErrorCode.TARGET_ALTERED || !isRuledAnew()) {
          throw trouble;
        }
      }
    }
  }

  private <T> T visit(Visit<T> visit, Connection connection, CurrentTable current, Way now)
      throws SQLException, Trouble {
    boolean sound = false;
    PgConnection physical = connection.unwrap(PgConnection.class);
    try {
      Staging staging = staging(physical, current.rules().table(), now.shared());
      T result = visit.through(new Door(physical, staging, guard, current, now.shared()));
      sound = true;
      return result;
    } catch (SQLException e) {
      // Behind a pooler the number is the pooler's, and may be another session's at the server.
      if (PostgresErrors.isTimeOut(e) && !now.shared()) {
        server.end(physical.getBackendPID());
      }
      throw e;
    } finally {
      if (!sound) {
        // Whatever it was, a new connection knows nothing of it; trouble is rare and waits anyway.
        now.pool().discard(connection);
      }
    }
  }

  private Staging staging(PgConnection connection, Table table, boolean shared)
      throws SQLException {
    Staging known = stagings.get(connection);
    if (known != null && known.isOf(table)) {
      return known;
    }
    Staging created = shared ? Staging.inTransaction(table) : Staging.create(connection, table);
    stagings.put(connection, created);
    return created;
  }

  /** Not within the transaction: its lock would keep from the table whoever is to repair it. */
  private boolean isRuledAnew() throws Trouble {
    Optional<Recorded> asked = recorded.get();
    return asked.isPresent() && guard.restsOn(new TableFacts(asked.get().newest()));
  }

  /** From now on as through a pooler; what others write over the old way meanwhile is repeated. */
  private void share(Way old) {
    Way next = Way.of(server, true);
    if (way.compareAndSet(old, next)) {
      old.pool().close();
    } else {
      next.pool().close();
    }
  }

  /** Rests on what the run began with, and on what is accepted later. */
  void restOn(Recorded source) throws Trouble {
    TableFacts facts = new TableFacts(source.newest());
    guard.requireSame(facts, guard.facts());
    recorded.set(Optional.of(source));
    guard.restsOn(facts);
  }

  /** The most connections. */
  int size() {
    return way.get().pool().size();
  }

  PoolUse use() {
    return way.get().pool().use();
  }

  @Override
  public void close() {
    way.get().pool().close();
  }
}
