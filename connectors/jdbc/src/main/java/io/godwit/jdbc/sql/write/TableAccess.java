package io.godwit.jdbc.sql.write;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.PoolUse;
import io.godwit.jdbc.sql.Pool;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Guard;
import io.godwit.jdbc.sql.dialect.KnownTable;
import io.godwit.jdbc.sql.dialect.SharedSession;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.TableChanged;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A table and the way to it: connections, each with its staging table, and the guard that every
 * transaction begins with. Any thread may use it.
 */
final class TableAccess implements AutoCloseable {

  private final Dialect dialect;
  private final SinkSpec.Write write;
  private final SqlServer server;
  private final Guard guard;
  private final AtomicReference<Way> way;

  /** Weak: the pool replaces connections as they age, and their staging tables go with them. */
  private final Map<Connection, Staging> stagings =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * The way to the database.
   *
   * @param shared whether a pooler may give each transaction another session
   */
  private record Way(Pool pool, boolean shared) {
    static Way of(SqlServer server, boolean shared) {
      return new Way(server.pool("sink", false, shared), shared);
    }
  }

  /**
   * A table that was found fit.
   *
   * @param write how a record meets a row of its key
   * @param shared whether a pooler is known to stand before the database
   */
  TableAccess(
      Dialect dialect, SinkSpec.Write write, SqlServer server, Guard guard, boolean shared) {
    this.dialect = dialect;
    this.write = write;
    this.server = server;
    this.guard = guard;
    this.way = new AtomicReference<>(Way.of(server, shared));
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
    Visit<T> by(KnownTable known);
  }

  /**
   * Does something with the table; prepared and done anew where the table has changed meanwhile, or
   * a change was accepted.
   */
  <T> T visit(Preparation<T> preparation) throws Trouble {
    while (true) {
      KnownTable known = guard.current();
      Visit<T> visit = preparation.by(known);
      Way now = way.get();
      try {
        return now.pool().call(connection -> visit(visit, connection, known, now));
      } catch (SharedSession e) {
        share(now);
      } catch (TableChanged e) {
        // Prepared anew, once for each change of the table.
      } catch (SQLException e) {
        if (dialect.errors().mayBeAltered(e)) {
          guard.doubt();
        }
        throw dialect.errors().trouble(guard.target(), e);
      } catch (Trouble trouble) {
        if (trouble.code() != ErrorCode.TARGET_ALTERED || !guard.isRuledAnew()) {
          throw trouble;
        }
      }
    }
  }

  private <T> T visit(Visit<T> visit, Connection connection, KnownTable known, Way now)
      throws SQLException, Trouble {
    boolean sound = false;
    // The driver's own, which stays the same while the pool wraps it anew for each visit.
    Connection physical = connection.unwrap(Connection.class);
    try {
      Staging staging = staging(physical, known.rules().table(), now.shared());
      T result = visit.through(new Door(dialect, write, physical, staging, known, now.shared()));
      sound = true;
      return result;
    } catch (SQLException e) {
      // Behind a pooler the number is the pooler's, and may be another session's at the server.
      if (dialect.errors().isTimeOut(e) && !now.shared()) {
        server.end(physical);
      }
      throw e;
    } finally {
      if (!sound) {
        // Whatever it was, a new connection knows nothing of it; trouble is rare and waits anyway.
        now.pool().discard(connection);
      }
    }
  }

  private Staging staging(Connection connection, Table table, boolean shared) throws SQLException {
    Staging known = stagings.get(connection);
    if (known != null && known.isOf(table)) {
      return known;
    }
    Staging created =
        shared ? Staging.inTransaction(dialect, table) : Staging.create(dialect, connection, table);
    stagings.put(connection, created);
    return created;
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
