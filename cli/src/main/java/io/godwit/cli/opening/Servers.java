package io.godwit.cli.opening;

import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The servers that a command works with: a cluster that was named, or embedded ones. Closing it
 * stops those that it started.
 */
public final class Servers implements AutoCloseable {

  /** What job files call the folder, which needs no server. */
  private static final String FOLDER = "folder";

  private final Path home;
  private final Optional<Cluster> cluster;
  private final Addresses addresses;
  private final Optional<EmbeddedStack> stack;

  private Servers(
      Path home, Optional<Cluster> cluster, Addresses addresses, Optional<EmbeddedStack> stack) {
    this.home = home;
    this.cluster = cluster;
    this.addresses = addresses;
    this.stack = stack;
  }

  /**
   * The embedded parts that a command starts for a job.
   *
   * @param ofJob the servers that it names behind {@code embedded:}
   * @throws Refused where a stranger's kind of connection names one that there is not
   */
  public static Set<Part> parts(Set<String> ofJob, boolean broker) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    if (broker) {
      parts.add(Part.BROKER);
    }
    for (String server : ofJob) {
      if (server.equals(FOLDER)) {
        continue;
      }
      parts.add(
          Part.named(server)
              .orElseThrow(() ->
                  new Refused(
                      ErrorCode.JOB_INVALID,
                      "the embedded stack has no server '"
                          + server
                          + "': give the connection the address of one that runs")));
    }
    return parts;
  }

  /**
   * Starts embedded servers.
   *
   * @param home their folder
   * @param given the cluster to use where no embedded broker is among the parts
   * @param parts which; with none, nothing is started and the folder is not touched
   * @throws Refused where another command uses the folder
   */
  public static Servers start(Path home, Optional<Cluster> given, Set<Part> parts) throws Trouble {
    if (parts.isEmpty()) {
      return new Servers(home, given, none(), Optional.empty());
    }
    EmbeddedStack stack = EmbeddedStack.start(home, parts);
    Addresses addresses =
        new Addresses(
            parts.contains(Part.BROKER) ? Optional.of(stack.bootstrap()) : Optional.empty(),
            parts.contains(Part.POSTGRESQL) ? Optional.of(stack.jdbcUrl()) : Optional.empty(),
            parts.contains(Part.MARIADB) ? Optional.of(stack.mariaDbUrl()) : Optional.empty(),
            parts.contains(Part.MONGODB) ? Optional.of(stack.mongoUri()) : Optional.empty(),
            ProcessHandle.current().pid());
    addresses.write(home);
    Optional<Cluster> cluster = addresses.bootstrap().map(Cluster::new).or(() -> given);
    return new Servers(home, cluster, addresses, Optional.of(stack));
  }

  /**
   * The embedded databases that a job names, for a command that needs no broker: those that another
   * command keeps running, or else started ones.
   *
   * @param ofJob the servers that it names behind {@code embedded:}; with none nothing is started
   * @throws Refused where another command uses the folder
   */
  public static Servers databases(Path home, Optional<Cluster> given, Set<String> ofJob)
      throws Trouble {
    Optional<Servers> running = ofJob.isEmpty() ? Optional.empty() : running(home, given);
    return running.isPresent() ? running.get() : start(home, Optional.empty(), parts(ofJob, false));
  }

  /**
   * The servers that another command keeps running, or the cluster that was named. Starts nothing.
   *
   * @throws Refused where there is neither
   */
  public static Servers attach(Path home, Optional<Cluster> given) throws Trouble {
    return running(home, given)
        .orElseThrow(() ->
            new Refused(
                ErrorCode.COMMAND_USAGE,
                "no broker is named by --bootstrap, and no embedded one runs in "
                    + home
                    + " (godwit stack starts one)"));
  }

  /** The same, or empty where there is neither. */
  public static Optional<Servers> running(Path home, Optional<Cluster> given) throws Trouble {
    Optional<Addresses> found = Addresses.in(home);
    Optional<Cluster> cluster =
        given.or(() -> found.flatMap(Addresses::bootstrap).map(Cluster::new));
    return cluster.map(
        any -> new Servers(home, cluster, found.orElseGet(Servers::none), Optional.empty()));
  }

  private static Addresses none() {
    return new Addresses(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** The Kafka cluster. */
  public Cluster cluster() {
    return cluster.orElseThrow(() -> new IllegalStateException("started without a broker"));
  }

  /** Where the embedded databases listen, and where the folder is that stands for a store. */
  public EmbeddedAddresses embedded() {
    return server -> server.equals(FOLDER) ? folder() : addresses.of(server);
  }

  /** In a home that is there; a command that starts nothing makes none. */
  private Optional<String> folder() {
    Path folder = home.toAbsolutePath().normalize().resolve("files");
    try {
      return Files.isDirectory(home)
          ? Optional.of(Files.createDirectories(folder).toString())
          : Optional.empty();
    } catch (IOException e) {
      throw new Refused(ErrorCode.STORE_MISSING, "the folder " + folder + " cannot be made", e);
    }
  }

  /** How a server that this command has started ended by itself; empty while all run. */
  public Optional<Trouble> fallen() {
    return stack.flatMap(EmbeddedStack::fallen);
  }

  /** The broker's address, where there is a broker. */
  public Optional<String> bootstrap() {
    return cluster.map(Cluster::bootstrap);
  }

  @Override
  public void close() throws Trouble {
    if (stack.isPresent()) {
      Addresses.forget(home);
      stack.get().close();
    }
  }
}
