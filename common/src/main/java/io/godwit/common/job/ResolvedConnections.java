package io.godwit.common.job;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Secret;
import io.godwit.common.spec.ConnectionSpec;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Access;
import io.godwit.common.spi.Connections;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of a job, resolved where they are opened and not before: a role that opens none
 * of them needs none of their secrets. Any thread may call it.
 */
public final class ResolvedConnections implements Connections {

  private final Job job;
  private final References references;
  private final EmbeddedAddresses embedded;

  /**
   * The connections of a job.
   *
   * @param job with references as they stand in its file
   * @param environment the variables that they may refer to, usually {@link System#getenv()}
   * @param embedded where embedded servers listen
   */
  public ResolvedConnections(Job job, Map<String, String> environment, EmbeddedAddresses embedded) {
    this.job = job;
    this.references = new References(environment);
    this.embedded = embedded;
  }

  /**
   * The embedded servers that a job needs: those whose connections its sink or a lookup uses.
   *
   * @throws Refused where a reference leads nowhere, or an address is none
   */
  public static Set<EmbeddedPart> embeddedParts(Job job, Map<String, String> environment) {
    ResolvedConnections connections =
        new ResolvedConnections(job, environment, EmbeddedAddresses.NONE);
    Set<EmbeddedPart> parts = EnumSet.noneOf(EmbeddedPart.class);
    for (String name : used(job)) {
      EmbeddedPart.at(connections.address(name)).ifPresent(parts::add);
    }
    return Collections.unmodifiableSet(parts);
  }

  private static Set<String> used(Job job) {
    Set<String> names = new LinkedHashSet<>();
    for (StepSpec step : job.steps()) {
      if (step instanceof StepSpec.Lookup lookup) {
        names.add(lookup.in());
      }
    }
    names.add(job.sink().in());
    return names;
  }

  @Override
  public Access open(String name) {
    String address = running(name, address(name));
    return switch (spec(name)) {
      case ConnectionSpec.Jdbc jdbc -> jdbc(name, address, jdbc);
      case ConnectionSpec.MongoDb mongo -> new Access.MongoDb(new Secret(address));
    };
  }

  private Access jdbc(String name, String address, ConnectionSpec.Jdbc jdbc) {
    String place = place(name);
    JdbcAddress url = JdbcAddress.of(address, place);
    Optional<Secret> password =
        jdbc.password().map(text -> new Secret(references.resolve(text, place + ".password")));
    if (password.isPresent() && url.password().isPresent()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          place + " has a password of its own and one in the URL that jdbc refers to: leave one");
    }
    return new Access.Jdbc(
        url.url(),
        jdbc.user().map(text -> references.resolve(text, place + ".user")),
        password.or(url::password),
        jdbc.pool());
  }

  private ConnectionSpec spec(String name) {
    return Optional.ofNullable(job.connections().get(name))
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_INVALID,
                "the job has no connection '"
                    + name
                    + "'; it has "
                    + String.join(", ", job.connections().keySet())));
  }

  /** The resolved address, which may be that of an embedded part. */
  private String address(String name) {
    return switch (spec(name)) {
      case ConnectionSpec.Jdbc jdbc ->
          checked(jdbc.jdbc(), place(name) + ".jdbc", EmbeddedPart.POSTGRESQL, "jdbc:");
      case ConnectionSpec.MongoDb mongo ->
          checked(
              mongo.mongodb(),
              place(name) + ".mongodb",
              EmbeddedPart.MONGODB,
              "mongodb://",
              "mongodb+srv://");
    };
  }

  /** The message leaves the address out: a wrong variable may well be somebody's password. */
  private String checked(String text, String place, EmbeddedPart part, String... starts) {
    String address = references.resolve(text, place).strip();
    if (address.equals(part.address())) {
      return address;
    }
    for (String start : starts) {
      if (address.startsWith(start)) {
        return address;
      }
    }
    throw new Refused(
        ErrorCode.JOB_INVALID,
        place
            + " leads to an address that neither starts with "
            + String.join(" or ", starts)
            + " nor is "
            + part.address());
  }

  private String running(String name, String address) {
    Optional<EmbeddedPart> part = EmbeddedPart.at(address);
    if (part.isEmpty()) {
      return address;
    }
    return embedded
        .of(part.get())
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
