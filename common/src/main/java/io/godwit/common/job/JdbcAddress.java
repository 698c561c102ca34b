package io.godwit.common.job;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Secret;
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
record JdbcAddress(String url, Optional<Secret> password) {

  private static final Pattern PASSWORD = Pattern.compile("(?i)([?&])password=([^&]*)&?");

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

  private static void refuseIfHidden(String url, String place) {
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          place
              + ": the URL that jdbc refers to holds a password in a place where Godwit cannot"
              + " keep it secret; use password with a reference of its own");
    }
  }
}
