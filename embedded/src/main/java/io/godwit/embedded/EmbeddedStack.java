package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Real servers on this machine, for laptops and tests. All listen on 127.0.0.1 only and keep their
 * state in one folder, from start to start; none outlives this process.
 *
 * <p>Addresses may be asked for by any thread; everything else is for one thread at a time.
 */
public final class EmbeddedStack implements AutoCloseable {

  private final HomeLock lock;
  private final Set<Part> parts;
  private final Broker broker;
  private final PostgreSql postgresql;
  private final MariaDb mariadb;
  private final MongoDb mongodb;

  private EmbeddedStack(Home home, HomeLock lock, Set<Part> parts) throws Trouble {
    Ports ports = Ports.of(home);
    this.lock = lock;
    this.parts = Set.copyOf(parts);
    this.broker = new Broker(home, ports);
    this.postgresql = new PostgreSql(home, ports);
    this.mariadb = new MariaDb(home, ports);
    this.mongodb = new MongoDb(home, ports);
  }

  /**
   * Starts servers, at once, and returns when all of them answer. The first start on a home takes
   * some seconds more than later ones.
   *
   * @param home the folder of their state, created where it is missing
   * @param parts which ones
   * @throws Trouble {@code STACK_FAILED} where one did not start, with the place of its log, and
   *     {@code DISK} where the folder cannot be written; nothing runs then
   * @throws io.godwit.common.model.failure.Refused {@code FOLDER_IN_USE} where another stack is
   *     open on the folder; the message names its process
   */
  public static EmbeddedStack start(Path home, Set<Part> parts) throws Trouble {
    Path folder = real(home);
    HomeLock lock = HomeLock.acquire(folder);
    try {
      EmbeddedStack stack = new EmbeddedStack(new Home(folder), lock, parts);
      stack.startServers();
      return stack;
    } catch (Trouble | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Path real(Path home) throws Trouble {
    try {
      return Home.created(home).toRealPath();
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the folder " + home + " cannot be used", e);
    }
  }

  /** The broker's address, {@code 127.0.0.1:port}. */
  public String bootstrap() {
    require(Part.BROKER);
    return broker.bootstrap();
  }

  /** The URL of the database {@code godwit}, with its user; there is no password. */
  public String jdbcUrl() {
    require(Part.POSTGRESQL);
    return postgresql.jdbcUrl();
  }

  /** The URL of MariaDB's database {@code godwit}, with its user; there is no password. */
  public String mariaDbUrl() {
    require(Part.MARIADB);
    return mariadb.jdbcUrl();
  }

  /** The connection string of the database {@code godwit}. */
  public String mongoUri() {
    require(Part.MONGODB);
    return mongodb.uri();
  }

  /**
   * Kills a server as a crash would, and returns when it is gone, with all processes of its own.
   *
   * @throws Trouble where its processes cannot be told
   */
  public void kill(Part part) throws Trouble {
    require(part);
    server(part).kill();
  }

  /**
   * Starts a server again after {@link #kill}, on the same address.
   *
   * @throws Trouble where it does not start
   */
  public void restart(Part part) throws Trouble {
    require(part);
    server(part).start();
  }

  /**
   * How a server ended though nobody stopped it; empty while all run. Any thread may ask, and it
   * costs next to nothing.
   */
  public Optional<Trouble> fallen() {
    return servers().stream().flatMap(server -> server.fallen().stream()).findFirst();
  }

  private void require(Part part) {
    if (!parts.contains(part)) {
      throw new IllegalStateException("this stack was started without " + part);
    }
  }

  /**
   * Stops all servers, at once, and gives the folder back; harmless when closed.
   *
   * @throws Trouble where a server may still run
   */
  @Override
  public void close() throws Trouble {
    try {
      eachAtOnce(servers(), Server::stop);
    } finally {
      lock.close();
    }
  }

  private void startServers() throws Trouble {
    try {
      eachAtOnce(servers(), Server::start);
    } catch (Trouble | RuntimeException e) {
      try {
        eachAtOnce(servers(), Server::stop);
      } catch (Trouble another) {
        e.addSuppressed(another);
      }
      throw e;
    }
  }

  private List<Server> servers() {
    return parts.stream().map(this::server).toList();
  }

  private Server server(Part part) {
    return switch (part) {
      case BROKER -> broker;
      case POSTGRESQL -> postgresql;
      case MARIADB -> mariadb;
      case MONGODB -> mongodb;
    };
  }

  private interface Work {
    void on(Server server) throws Trouble;
  }

  /** Does the work on all servers to its end, then throws the first trouble with the others. */
  private static void eachAtOnce(List<Server> servers, Work work) throws Trouble {
    List<Trouble> troubles = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> pending = new ArrayList<>();
      for (Server server : servers) {
        pending.add(threads.submit(() -> done(server, work)));
      }
      pending.forEach(one -> await(one, troubles));
    }
    if (!troubles.isEmpty()) {
      Trouble first = troubles.removeFirst();
      troubles.forEach(first::addSuppressed);
      throw first;
    }
  }

  private static Server done(Server server, Work work) throws Trouble {
    work.on(server);
    return server;
  }

  private static void await(Future<?> one, List<Trouble> troubles) {
    try {
      one.get();
    } catch (ExecutionException e) {
      troubles.add(
          e.getCause() instanceof Trouble trouble
              ? trouble
              : new Trouble(ErrorCode.INTERNAL, "a server could not be handled", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      troubles.add(new Trouble(ErrorCode.STACK_FAILED, "the servers were not waited for", e));
    }
  }
}
