package io.godwit.examples.faults;

import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.testkit.env.EmbeddedEnvironment;
import io.godwit.testkit.fault.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A broker and databases of their own for runs that disturb them. The jobs reach the databases
 * through a proxy each, as a user with a password; tests reach them directly, with all rights.
 */
final class DisturbedServers implements AutoCloseable {

  static final String USER = "mover";
  static final String PASSWORD = "open sesame 1";

  private static final String OTHER = "open sesame 2";

  private final EmbeddedStack stack;
  private final Map<Part, TcpProxy> proxies = new EnumMap<>(Part.class);

  private DisturbedServers(EmbeddedStack stack) {
    this.stack = stack;
    for (Part part : List.of(Part.POSTGRESQL, Part.MARIADB, Part.MONGODB)) {
      proxies.put(part, TcpProxy.before(port(part)));
    }
  }

  /** Starts all of them in a folder. */
  static DisturbedServers start(Path home) throws Trouble, SQLException, IOException {
    DisturbedServers servers =
        new DisturbedServers(EmbeddedStack.start(home, EnumSet.allOf(Part.class)));
    servers.wantPasswords();
    EmbeddedEnvironment.writeLogToBeRead(servers.stack);
    return servers;
  }

  /** PostgreSQL trusts everybody of this machine, unless a line before that says otherwise. */
  private void wantPasswords() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(stack.jdbcUrl());
        Statement sql = connection.createStatement()) {
      sql.execute("create role " + USER + " login password '" + PASSWORD + "'");
      try (ResultSet file = sql.executeQuery("show hba_file")) {
        file.next();
        Path rules = Path.of(file.getString(1));
        Files.write(
            rules,
            Stream.concat(
                    Stream.of("host all " + USER + " 127.0.0.1/32 scram-sha-256"),
                    Files.readAllLines(rules).stream())
                .toList());
      }
      sql.execute("select pg_reload_conf()");
    }
    try (Connection connection = DriverManager.getConnection(stack.mariaDbUrl());
        Statement sql = connection.createStatement()) {
      sql.execute("create user " + USER + "@'%' identified by '" + PASSWORD + "'");
    }
  }

  private String url(Part part) {
    return switch (part) {
      case BROKER -> stack.bootstrap();
      case POSTGRESQL -> stack.jdbcUrl();
      case MARIADB -> stack.mariaDbUrl();
      case MONGODB -> stack.mongoUri();
    };
  }

  private int port(Part part) {
    return URI.create(url(part).replaceFirst("^jdbc:", "")).getPort();
  }

  String bootstrap() {
    return stack.bootstrap();
  }

  /** Makes the schema or database of a job, which its user may do everything in. */
  void makeRoom(Part part, String name) throws SQLException {
    switch (part) {
      case POSTGRESQL -> execute(part, "create schema " + name + " authorization " + USER);
      case MARIADB ->
          execute(
              part,
              "create database " + name + " character set utf8mb4",
              "grant all on " + name + ".* to " + USER + "@'%'");
      case MONGODB, BROKER -> {}
    }
  }

  private void execute(Part part, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(part));
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  /** The URL of that schema or database, with all rights and past the proxy. */
  String adminUrl(Part part, String name) {
    return switch (part) {
      case POSTGRESQL -> stack.jdbcUrl() + "&options=-c%20role=" + USER + "&currentSchema=" + name;
      case MARIADB, MONGODB -> url(part).replaceFirst("/godwit\\b", "/" + name);
      case BROKER -> throw new IllegalArgumentException("a broker has no schema");
    };
  }

  /** What a watch reads PostgreSQL's log with. */
  String superuserUrl() {
    return stack.jdbcUrl();
  }

  /** The connection of a job file, through the proxy. */
  String connection(Part part, String name) {
    int port = proxy(part).port();
    String login = ", user: " + USER + ", password: \"${env:MOVER_PASSWORD}\" }";
    return switch (part) {
      case POSTGRESQL ->
          "{ jdbc: \"jdbc:postgresql://127.0.0.1:%d/godwit?currentSchema=%s\"".formatted(port, name)
              + login;
      case MARIADB ->
          "{ jdbc: \"jdbc:mariadb://127.0.0.1:%d/%s?sslMode=disable\"".formatted(port, name)
              + login;
      case MONGODB ->
          "{ mongodb: \"mongodb://127.0.0.1:%d/%s?directConnection=true\" }".formatted(port, name);
      case BROKER -> throw new IllegalArgumentException("a job does not name its broker");
    };
  }

  TcpProxy proxy(Part part) {
    TcpProxy proxy = proxies.get(part);
    if (proxy == null) {
      throw new IllegalArgumentException("there is no proxy before " + part);
    }
    return proxy;
  }

  void kill(Part part) throws Trouble {
    stack.kill(part);
  }

  void restart(Part part) throws Trouble {
    stack.restart(part);
  }

  /** Gives the jobs' user another password, and ends its sessions. */
  void changePassword(Part part) throws SQLException {
    setPassword(part, OTHER);
    switch (part) {
      case POSTGRESQL ->
          execute(
              part,
              "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
                  + USER
                  + "'");
      case MARIADB -> execute(part, "kill user " + USER);
      case BROKER, MONGODB -> throw new IllegalArgumentException(part + " has no passwords");
    }
  }

  /** Gives it back the one that the jobs know. */
  void restorePassword(Part part) throws SQLException {
    setPassword(part, PASSWORD);
  }

  private void setPassword(Part part, String password) throws SQLException {
    execute(
        part,
        part == Part.MARIADB
            ? "alter user " + USER + "@'%' identified by '" + password + "'"
            : "alter role " + USER + " password '" + password + "'");
  }

  @Override
  public void close() {
    proxies.values().forEach(TcpProxy::close);
    try {
      stack.close();
    } catch (Trouble e) {
      throw new IllegalStateException("the servers did not stop", e);
    }
  }
}
