package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Match;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.PoolUse;
import io.godwit.jdbc.sql.Pool;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.SharedSession;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.TableChanged;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.verify.RowComparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The way to tables: connections, each with its staging tables, and the guards that every
 * transaction begins with. Any thread may use it.
 */
public final class TableAccess implements AutoCloseable {

  private final Dialect dialect;
  private final SqlServer server;
  private final AtomicReference<Way> way;

  /** Weak: the pool replaces connections as they age, and their staging tables go with them. */
  private final Map<Connection, ConnectionStagings> stagings =
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
   * A way that nobody has gone yet.
   *
   * @param shared whether a pooler is known to stand before the database
   */
  public TableAccess(Dialect dialect, SqlServer server, boolean shared) {
    this.dialect = dialect;
    this.server = server;
    this.way = new AtomicReference<>(Way.of(server, shared));
  }

  /** What is done with the tables over one connection on which nothing is begun. */
  @FunctionalInterface
  interface Visit<T> {
    /** Does it; each of its transactions has to {@link Door#enter} every table first. */
    T through(List<Door> doors) throws SQLException, Trouble;
  }

  /** Something made ready for the tables as they stand, before a connection is asked for. */
  @FunctionalInterface
  interface Preparation<T> {
    /** Makes it ready. */
    Visit<T> by(List<SinkTable.Ready> tables) throws Trouble;
  }

  /**
   * Does something with tables; prepared and done anew where one has changed meanwhile, or a change
   * was accepted.
   */
  <T> T visit(List<SinkTable> tables, Preparation<T> preparation) throws Trouble {
    while (true) {
      List<SinkTable.Ready> ready = tables.stream().map(SinkTable::ready).toList();
      Visit<T> visit = preparation.by(ready);
      Way now = way.get();
      try {
        return now.pool().call(connection -> visit(visit, connection, tables, ready, now));
      } catch (SharedSession e) {
        share(now);
      } catch (TableChanged e) {
        // Prepared anew, once for each change of the table.
      } catch (SQLException e) {
        if (dialect.errors().mayBeAltered(e)) {
          tables.forEach(table -> table.guard().doubt());
        }
        throw dialect.errors().trouble(name(tables), e);
      } catch (Trouble trouble) {
        if (trouble.code() != ErrorCode.TARGET_ALTERED || !isRuledAnew(tables)) {
          throw trouble;
        }
      }
    }
  }

  /**
   * Does something that is not about the tables, over one of the connections; it is given back,
   * rolled back where it is not committed.
   */
  public <T> T call(Pool.Work<T> work) throws Trouble {
    Way now = way.get();
    try {
      return now.pool().call(work);
    } catch (SQLException e) {
      throw dialect.errors().trouble(server.name(), e);
    }
  }

  /** Compares rows with those of a table, over one of the connections. */
  List<Match> compare(FieldRules rules, List<Document> rows) throws Trouble {
    return call(connection ->
        new RowComparison(dialect, connection, server.settingsOfTransaction(), rules).of(rows));
  }

  /** Every guard is asked: each takes note of what was accepted when it is. */
  private static boolean isRuledAnew(List<SinkTable> tables) throws Trouble {
    boolean anew = false;
    for (SinkTable table : tables) {
      anew |= table.guard().isRuledAnew();
    }
    return anew;
  }

  /** How messages call tables. */
  static String name(List<SinkTable> tables) {
    return tables.stream().map(table -> table.guard().target()).collect(Collectors.joining(", "));
  }

  private <T> T visit(
      Visit<T> visit,
      Connection connection,
      List<SinkTable> tables,
      List<SinkTable.Ready> ready,
      Way now)
      throws SQLException, Trouble {
    boolean sound = false;
    // The driver's own, which stays the same while the pool wraps it anew for each visit.
    Connection physical = connection.unwrap(Connection.class);
    try {
      T result = visit.through(doors(physical, tables, ready, now.shared()));
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

  private List<Door> doors(
      Connection connection, List<SinkTable> tables, List<SinkTable.Ready> ready, boolean shared)
      throws SQLException {
    ConnectionStagings staging =
        stagings.computeIfAbsent(connection, unused -> new ConnectionStagings(dialect, shared));
    List<Door> doors = new ArrayList<>(tables.size());
    for (int i = 0; i < tables.size(); i++) {
      doors.add(
          new Door(
              dialect,
              tables.get(i).manner(),
              connection,
              staging.of(
                  connection,
                  i,
                  ready.get(i).known().rules().table(),
                  tables.get(i).manner().looks()),
              ready.get(i).known(),
              ready.get(i).rules(),
              shared,
              Optional.empty()));
    }
    return doors;
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
  public int size() {
    return way.get().pool().size();
  }

  /** How many connections are in use, and how many wait for one. */
  public PoolUse use() {
    return way.get().pool().use();
  }

  @Override
  public void close() {
    way.get().pool().close();
  }
}
