package io.godwit.common.job.connection;

import io.godwit.common.job.shape.Kinds;
import io.godwit.common.job.shape.Shapes;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.ConnectionKind;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Resolved;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of a job, resolved where they are opened and not before: a role that opens none
 * of them needs none of their secrets. Any thread may call it.
 */
public final class ResolvedConnections implements Connections {

  private static final String EMBEDDED = "embedded:";

  private final Job job;
  private final References references;
  private final EmbeddedAddresses embedded;
  private final Kinds kinds;
  private final AllowedFolders folders;

  /**
   * The connections of a job.
   *
   * @param job with references as they stand in its file
   * @param environment the variables that they may refer to, usually {@link System#getenv()}
   * @param embedded where embedded servers listen
   */
  public ResolvedConnections(Job job, Map<String, String> environment, EmbeddedAddresses embedded) {
    this(job, environment, embedded, Kinds.installed());
  }

  /** The same for a job of these kinds. */
  ResolvedConnections(
      Job job, Map<String, String> environment, EmbeddedAddresses embedded, Kinds kinds) {
    this.job = job;
    this.references = new References(environment);
    this.embedded = embedded;
    this.kinds = kinds;
    this.folders = AllowedFolders.of(environment);
  }

  /**
   * The names of the embedded servers that a job needs: those whose connections its source, a step
   * or its sink uses.
   *
   * @throws Refused where a reference leads nowhere, or an address is none
   */
  public static Set<String> embeddedServers(Job job, Map<String, String> environment) {
    return new ResolvedConnections(job, environment, EmbeddedAddresses.NONE).embeddedServers();
  }

  /** Those that the source of a job is read from: nothing is known of it before they run. */
  public static Set<String> embeddedServersOfSource(Job job, Map<String, String> environment) {
    ResolvedConnections all = new ResolvedConnections(job, environment, EmbeddedAddresses.NONE);
    return all.embeddedServers(ConnectionUse.ofSource(job, Shapes.job(all.kinds)));
  }

  private Set<String> embeddedServers() {
    return embeddedServers(ConnectionUse.of(job, Shapes.job(kinds)));
  }

  private Set<String> embeddedServers(Set<String> connections) {
    Set<String> servers = new LinkedHashSet<>();
    for (String name : connections) {
      server(address(name, spec(name))).ifPresent(servers::add);
    }
    return servers;
  }

  @Override
  public ConnectionSpec spec(String name) {
    return Optional.ofNullable(job.connections().get(name))
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_INVALID,
                "the job has no connection '"
                    + name
                    + "'; it has "
                    + String.join(", ", job.connections().keySet())));
  }

  @Override
  public <C extends ConnectionSpec> Resolved<C> open(String name, Class<C> kind) {
    ConnectionSpec spec = spec(name);
    if (!kind.isInstance(spec)) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          place(name) + " is " + KindKey.of(spec.getClass()) + ", and another kind is needed");
    }
    Secret address = new Secret(running(name, address(name, spec)));
    return new Resolved<>(name, kind.cast(spec), address, references::resolve);
  }

  @Override
  public void requireAllowed(Path file, Optional<Path> own, String owner) {
    folders.require(file, own, owner);
  }

  @Override
  public Secret secret(String text, String owner) {
    return new Secret(references.resolve(text, owner));
  }

  /**
   * The resolved address, which may be that of an embedded server. The message leaves it out: a
   * wrong variable may well be somebody's password.
   */
  private String address(String name, ConnectionSpec spec) {
    ConnectionKind kind = kinds.connection(spec.getClass());
    String place = place(name) + "." + KindKey.of(spec.getClass());
    String address = references.resolve(spec.address(), place).strip();
    List<String> own = kind.embedded().stream().map(server -> EMBEDDED + server).toList();
    if (own.contains(address) || kind.starts().stream().anyMatch(address::startsWith)) {
      return address;
    }
    throw new Refused(
        ErrorCode.JOB_INVALID,
        place
            + " leads to an address that neither starts with "
            + String.join(" or ", kind.starts())
            + (own.isEmpty() ? "" : " nor is " + String.join(" or ", own)));
  }

  private static Optional<String> server(String address) {
    return Optional.of(address)
        .filter(text -> text.startsWith(EMBEDDED))
        .map(text -> text.substring(EMBEDDED.length()));
  }

  private String running(String name, String address) {
    Optional<String> server = server(address);
    if (server.isEmpty()) {
      return address;
    }
    return embedded
        .of(server.get())
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_INVALID,
                place(name)
                    + " is "
                    + address
                    + ", but no embedded stack runs here: set the variable that the job refers"
                    + " to, or start the command with the embedded stack"));
  }

  private static String place(String name) {
    return "connections." + name;
  }
}
