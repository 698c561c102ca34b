package io.godwit.worker.step.secret;

import io.godwit.worker.step.spec.HashPasswordSpec.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that is the hash of a password, by its form.
 *
 * @param text what a login would make of the password with the settings, and compare
 * @param settings what a login needs to make that text of a password: algorithm, cost and salt
 */
record ExistingHash(String text, String settings) {

  private static final String WRAPPED = "$wrap$";

  /** No hash is as long; and no pattern is to work on a password of megabytes. */
  private static final int LONGEST = 1000;

  private static final Pattern WRAP = Pattern.compile("\\$wrap\\$[A-Za-z0-9_-]+\\$.+");
  private static final Pattern BCRYPT =
      Pattern.compile("(\\$2[abxy]\\$(\\d\\d)\\$[./A-Za-z0-9]{22})[./A-Za-z0-9]{31}");
  private static final Pattern ARGON2 =
      Pattern.compile(
          "(\\$argon2(id|i|d)\\$(?:v=\\d+\\$)?m=(\\d{1,9}),t=(\\d{1,9}),p=\\d+\\$[A-Za-z0-9+/]+)"
              + "\\$[A-Za-z0-9+/]+");

  /** Those of crypt (MD5, SHA-2, yescrypt, scrypt, Apache's), and PHC texts of other algorithms. */
  private static final Pattern CRYPT =
      Pattern.compile(
          "(\\$(?:1|5|6|7|y|gy|apr1|md5|sha1|scrypt|pbkdf2[-a-z0-9]*)\\$[^\\s]+)\\$[./A-Za-z0-9+=]+");

  private static final Pattern PHPASS = Pattern.compile("(\\$[PH]\\$.[./A-Za-z0-9]{8}).{22}");
  private static final Pattern DJANGO =
      Pattern.compile("((?:pbkdf2_sha1|pbkdf2_sha256|md5|sha1)\\$[^$\\s]+(?:\\$[^$\\s]+)?)\\$\\S+");
  private static final Pattern LDAP = Pattern.compile("\\{([A-Za-z0-9-]{2,20})}(\\S{8,})");

  /** How long the digest of an LDAP scheme is; what follows it is the salt. */
  private static int digestBytes(String scheme) {
    return switch (scheme.toUpperCase(Locale.ROOT)) {
      case "MD5", "SMD5" -> 16;
      case "SHA", "SSHA" -> 20;
      case "SHA256", "SSHA256", "SHA-256", "SSHA-256" -> 32;
      case "SHA384", "SSHA384", "SHA-384", "SSHA-384" -> 48;
      case "SHA512", "SSHA512", "SHA-512", "SSHA-512" -> 64;
      default -> 0;
    };
  }

  /**
   * What a text is the hash of.
   *
   * @param digests which bare hexadecimal digests count
   * @return empty where it is none by its form, and so a password
   */
  static Optional<ExistingHash> of(String text, List<Digest> digests) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return begun(BCRYPT, text)
        .or(() -> begun(ARGON2, text))
        .or(() -> begun(CRYPT, text))
        .or(() -> begun(PHPASS, text))
        .or(() -> begun(DJANGO, text))
        .or(() -> ldap(text, digests))
        .or(() -> digest(text, digests));
  }

  /** Whether a text is a hash that this step has wrapped before. */
  static boolean isWrapped(String text) {
    return text.length() <= LONGEST && WRAP.matcher(text).matches();
  }

  /** The form in which a hash of this hash's text stands, so that a login can be verified. */
  String wrappedAs(String hash) {
    return WRAPPED
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(settings.getBytes(StandardCharsets.UTF_8))
        + hash;
  }

  /** What argon2id costs, by the text of a hash. */
  record Argon2Cost(int kilobytes, int passes) {}

  static Optional<Argon2Cost> argon2idCost(String hash) {
    Matcher found = ARGON2.matcher(hash);
    return found.matches() && found.group(2).equals("id")
        ? Optional.of(
            new Argon2Cost(Integer.parseInt(found.group(3)), Integer.parseInt(found.group(4))))
        : Optional.empty();
  }

  static Optional<Integer> bcryptCost(String hash) {
    Matcher found = BCRYPT.matcher(hash);
    return found.matches() ? Optional.of(Integer.parseInt(found.group(2))) : Optional.empty();
  }

  private static Optional<ExistingHash> begun(Pattern form, String text) {
    Matcher found = form.matcher(text);
    return found.matches() ? Optional.of(new ExistingHash(text, found.group(1))) : Optional.empty();
  }

  /** {@code {SSHA}} and its like: base64 of the digest and, behind it, the salt. */
  private static Optional<ExistingHash> ldap(String text, List<Digest> digests) {
    Matcher found = LDAP.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    String scheme = found.group(1);
    if (scheme.equalsIgnoreCase("CRYPT")) {
      return of(found.group(2), digests)
          .map(inner -> new ExistingHash(text, "{" + scheme + "}" + inner.settings()));
    }
    int digest = digestBytes(scheme);
    if (digest == 0) {
      return Optional.empty();
    }
    try {
      byte[] both = Base64.getDecoder().decode(found.group(2));
      byte[] salt = Arrays.copyOfRange(both, Math.min(digest, both.length), both.length);
      return both.length < digest
          ? Optional.empty()
          : Optional.of(
              new ExistingHash(
                  text, "{" + scheme + "}" + Base64.getEncoder().encodeToString(salt)));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /** Upper and lower case are one digest; a login makes the lower one. */
  private static Optional<ExistingHash> digest(String text, List<Digest> digests) {
    if (!text.matches("[0-9a-fA-F]{32,128}")) {
      return Optional.empty();
    }
    return digests.stream()
        .filter(digest -> digits(digest) == text.length())
        .findFirst()
        .map(digest -> digest.name().toLowerCase(Locale.ROOT))
        .map(name -> new ExistingHash(text.toLowerCase(Locale.ROOT), name));
  }

  private static int digits(Digest digest) {
    return switch (digest) {
      case MD5 -> 32;
      case SHA1 -> 40;
      case SHA256 -> 64;
      case SHA512 -> 128;
    };
  }
}
