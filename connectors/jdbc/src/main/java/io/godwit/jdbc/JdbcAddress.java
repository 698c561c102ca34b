package io.godwit.jdbc;

import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Connections;
import io.godwit.common.spi.Resolved;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL and the password that was taken out of it. Deployments often hand out the URL with its
 * password in one variable; drivers and messages print URLs, so the two part here.
 */
public record JdbcAddress(String url, Optional<Secret> password) {

  private static final Pattern PASSWORD = Pattern.compile("(?i)([?&])password=([^&]*)&?");

  /**
   * How to reach the database of a connection.
   *
   * @throws Refused where it is none of this kind, a reference leads nowhere, or its URL and its
   *     texts do not go together
   */
  public static JdbcAccess access(Connections connections, String name) {
    Resolved<JdbcSpec> at = connections.open(name, JdbcSpec.class);
    JdbcSpec spec = at.spec();
    JdbcAddress address = of(at.address().value(), at.place());
    Optional<Secret> own = spec.password().map(text -> new Secret(at.follow(text, "password")));
    if (own.isPresent() && address.password().isPresent()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          at.place()
              + " has a password of its own and one in the URL that jdbc refers to: leave one");
    }
    return new JdbcAccess(
        address.url(),
        spec.user().map(text -> at.follow(text, "user")),
        own.or(address::password),
        spec.pool());
  }

  /** Refuses a URL that holds a password in another way than as a parameter after {@code ?}. */
  static JdbcAddress of(String text, String place) {
    Matcher m = PASSWORD.matcher(text);
    if (!m.find()) {
      refuseIfHidden(text, place);
      return new JdbcAddress(text, Optional.empty());
    }
    String rest = text.substring(0, m.start()) + m.group(1) + text.substring(m.end());
    String url = rest.replaceFirst("[?&]$", "");
    refuseIfHidden(url, place);
    return new JdbcAddress(url, Optional.of(new Secret(decoded(m.group(2), place))));
  }

  private static String decoded(String text, String place) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The cause is left out, since its message repeats a part of the password.
      throw new Refused(
          ErrorCode.JOB_INVALID,
          place + ": the password in the URL is not URL-encoded, as % is %25");
    }
  }

  private static final int MOST_PORT = 65_535;
  private static final Pattern HOSTS = Pattern.compile("^jdbc:[a-z0-9]+://([^/?;]*)");

  /** Oracle's URLs have the sign before every host; what stands before it is a login. */
  private static final Pattern HOST_ALONE = Pattern.compile("^jdbc:oracle:[a-z0-9]+:@");

  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.%]*]|[^:\\[\\]]*)(:[0-9]{1,5})?");

  /** The parts are not repeated: what stands in the wrong place is often a password. */
  private static void refuseIfMisplaced(String url, String place) {
    String before = url.replaceFirst("\\?.*$", "");
    if (HOST_ALONE.matcher(before).replaceFirst("").contains("@")) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          place
              + ": the URL that jdbc refers to has a user before the host (user:password@host);"
              + " use user and password with references of their own");
    }
    Matcher hosts = HOSTS.matcher(url);
    if (hosts.find()) {
      for (String host : hosts.group(1).split(",", -1)) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches() || !isPort(Optional.ofNullable(parts.group(2)))) {
          throw new Refused(
              ErrorCode.JOB_INVALID,
              place
                  + ": in the URL that jdbc refers to, what stands between the host's colon and"
                  + " the next / is no port, a number from 1 to 65535");
        }
      }
    }
  }

  /** The driver would print a number that is none, and to standard error. */
  private static boolean isPort(Optional<String> colonAndDigits) {
    return colonAndDigits
        .map(text -> Integer.parseInt(text.substring(1)))
        .filter(port -> port < 1 || port > MOST_PORT)
        .isEmpty();
  }

  private static void refuseIfHidden(String url, String place) {
    refuseIfMisplaced(url, place);
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          place
              + ": the URL that jdbc refers to holds a password in a place where Godwit cannot"
              + " keep it secret; use password with a reference of its own");
    }
  }
}
