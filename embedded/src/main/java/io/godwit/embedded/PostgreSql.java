package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * PostgreSQL with its own defaults, so what is committed is on the disk. It trusts every user of
 * this machine that reaches 127.0.0.1.
 *
 * <p>{@code pg_ctl} starts it in a session of its own: an interrupt from the terminal, which means
 * a fast shutdown to PostgreSQL, does not reach it while workers still write.
 */
final class PostgreSql implements Server {

  private static final String DATABASE = "godwit";

  private final Home home;
  private final Ports ports;
  private final Optional<PostgreSqlUser> user;
  private int port;
  private volatile Optional<Running> running = Optional.empty();

  PostgreSql(Home home, Ports ports) {
    this(home, ports, Optional.empty());
  }

  /** One that runs as a given user, instead of as the best that this machine allows. */
  PostgreSql(Home home, Ports ports, Optional<PostgreSqlUser> user) {
    this.home = home;
    this.ports = ports;
    this.user = user;
  }

  private record Running(PostgreSqlCluster cluster, ServerGuard guard) {}

  String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
  }

  /**
   * {@inheritDoc}
   *
   * <p>A server left by a dead process is stopped, not adopted: the guard of that process may be
   * about to stop it.
   */
  @Override
  public void start() throws Trouble {
    PostgreSqlCluster cluster = cluster();
    cluster.stopIfRunning();
    cluster.initialise();
    port = ports.claim("postgresql");
    cluster.start(port);
    long pid = cluster.server().map(ProcessHandle::pid).orElse(0L);
    running = Optional.of(new Running(cluster, ServerGuard.begin("INT", pid, cluster.pidFile())));
    createDatabase(cluster.log());
  }

  private PostgreSqlCluster cluster() throws Trouble {
    PostgreSqlUser chosen = user.isPresent() ? user.get() : PostgreSqlUser.choose();
    Path programs = PostgreSqlPrograms.in(home.programs());
    Path log = home.log("postgresql");
    try {
      if (!Files.exists(log)) {
        Files.createFile(log);
      }
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the log " + log + " cannot be created", e);
    }
    chosen.own(log);
    Path folder = home.below("postgresql");
    chosen.own(folder);
    return new PostgreSqlCluster(chosen, programs, folder, log);
  }

  private void createDatabase(Path log) throws Trouble {
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw new Trouble(ErrorCode.STACK_FAILED, "PostgreSQL does not answer; its log is " + log, e);
    }
  }

  @Override
  public void kill() throws Trouble {
    if (running.isPresent()) {
      running.get().cluster().kill();
      running.get().guard().end();
    }
  }

  @Override
  public void stop() throws Trouble {
    if (running.isPresent()) {
      Running stopped = running.get();
      running = Optional.empty();
      try {
        stopped.cluster().stopIfRunning();
      } finally {
        stopped.guard().end();
      }
    }
  }

  @Override
  public Optional<Trouble> fallen() {
    return running
        .map(Running::cluster)
        .filter(cluster -> !cluster.isAlive())
        .map(cluster ->
            new Trouble(
                ErrorCode.STACK_FAILED, "PostgreSQL has ended; its log is " + cluster.log()));
  }
}
