package io.godwit.jdbc.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.PoolUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Connections to one database, opened when they are first needed and never more than the access
 * allows. Any thread may call it; virtual threads wait here without holding a carrier.
 */
public final class Pool implements AutoCloseable {

  /** How long one attempt to connect may take. */
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HikariDataSource connections;
  private final Semaphore free;

  private Pool(HikariDataSource connections, int size) {
    this.connections = connections;
    this.free = new Semaphore(size, true);
  }

  /** Something done with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; the connection is given back afterwards, rolled back where it is not committed. */
    T with(Connection connection) throws SQLException, Trouble;
  }

  /**
   * A pool that has connected to nothing yet.
   *
   * @param name shows in logs and at the server; free of secrets
   * @param autoCommit whether a statement is a transaction of its own
   * @param properties the driver's
   * @param firstStatement what every new connection executes; or nothing
   */
  public static Pool of(
      String name,
      JdbcAccess access,
      boolean autoCommit,
      Map<String, String> properties,
      String firstStatement) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(access.url());
    access.user().ifPresent(config::setUsername);
    access.password().ifPresent(secret -> config.setPassword(secret.value()));
    config.setMaximumPoolSize(access.pool());
    config.setMinimumIdle(0);
    config.setAutoCommit(autoCommit);
    config.setConnectionTimeout(CONNECT.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(5).toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    config.setIdleTimeout(Duration.ofMinutes(5).toMillis());
    // The first connection is checked by whoever opens the sink or lookup, with a message that
    // names the database; the pool's own check would repeat a wrong password for ten seconds.
    config.setInitializationFailTimeout(-1);
    if (!firstStatement.isEmpty()) {
      config.setConnectionInitSql(firstStatement);
    }
    properties.forEach(config::addDataSourceProperty);
    return new Pool(new HikariDataSource(config), access.pool());
  }

  /**
   * Does something with a connection.
   *
   * <p>The permit comes before the pool's own queue: who asks past a worker's gates, such as a
   * check or a probe, may have to wait as long as others' batches take. What is left to the pool's
   * timeout is connecting, so running into it means that the server is away.
   *
   * @throws Trouble where the work throws it, or the thread was interrupted while it waited
   */
  public <T> T call(Work<T> work) throws SQLException, Trouble {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(
          ErrorCode.TARGET_BUSY, "interrupted while waiting for a connection of " + this, e);
    }
    try (Connection connection = connections.getConnection()) {
      return work.with(connection);
    } finally {
      free.release();
    }
  }

  /** The most connections it opens. */
  public int size() {
    return connections.getMaximumPoolSize();
  }

  /** How its connections are used now. */
  public PoolUse use() {
    int awaited = free.getQueueLength();
    HikariPoolMXBean pool = connections.getHikariPoolMXBean();
    // There is none before the first connection is asked for.
    return pool == null
        ? new PoolUse(0, 0, awaited, size())
        : new PoolUse(pool.getActiveConnections(), pool.getIdleConnections(), awaited, size());
  }

  /** Closes a connection for good when it is given back: what it is in is not known. */
  public void discard(Connection connection) {
    connections.evictConnection(connection);
  }

  @Override
  public void close() {
    connections.close();
  }

  @Override
  public String toString() {
    return connections.getPoolName();
  }
}
