package io.godwit.azure;

import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Resolved;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a container lets us in. */
sealed interface Login {

  /** With the account's key. */
  record SharedKey(String account, Secret key) implements Login {}

  /** With a signature, which may end. */
  record Signature(Secret sas) implements Login {

    private static final Pattern EXPIRY = Pattern.compile("(?:^|&)se=([^&]*)");

    /** When it ends; empty where a policy of the container says it. */
    Optional<Instant> expiry() {
      Matcher found = EXPIRY.matcher(sas.value());
      try {
        return found.find()
            ? Optional.of(OffsetDateTime.parse(found.group(1).replace("%3A", ":")).toInstant())
            : Optional.empty();
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }

  /** As whoever the platform says that we are. */
  record Platform() implements Login {}

  /**
   * What a connection says.
   *
   * @throws Refused where a reference leads nowhere, or to no connection string
   */
  static Login of(Resolved<AzureBlobSpec> connection, ContainerAddress address) {
    AzureBlobSpec spec = connection.spec();
    if (spec.connectionString().isPresent()) {
      String text = connection.follow(spec.connectionString().get(), "connection-string");
      return ofParts(parts(text), connection.place());
    }
    if (spec.sas().isPresent()) {
      return signature(connection.follow(spec.sas().get(), "sas"));
    }
    if (spec.key().isPresent()) {
      String key = connection.follow(spec.key().get(), "key").strip();
      return sharedKey(address.account(), key, connection.place() + ".key");
    }
    if (!address.endpoint().startsWith("https://")) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          connection.place()
              + " names no credential, and the platform's login goes over https:// only");
    }
    return new Platform();
  }

  private static Login ofParts(Map<String, String> parts, String place) {
    Optional<String> account = Optional.ofNullable(parts.get("AccountName"));
    Optional<String> key = Optional.ofNullable(parts.get("AccountKey"));
    if (account.isPresent() && key.isPresent()) {
      return sharedKey(account.get(), key.get(), place + ".connection-string");
    }
    return Optional.ofNullable(parts.get("SharedAccessSignature"))
        .map(Login::signature)
        .orElseThrow(() ->
            new Refused(
                ErrorCode.JOB_INVALID,
                place
                    + ".connection-string leads to a text with neither AccountName and AccountKey"
                    + " nor SharedAccessSignature"));
  }

  private static Login sharedKey(String account, String key, String place) {
    try {
      if (Base64.getDecoder().decode(key).length > 0) {
        return new SharedKey(account, new Secret(key));
      }
    } catch (IllegalArgumentException e) {
      // Said below, without what the decoder quotes of it.
    }
    throw new Refused(
        ErrorCode.STORE_RIGHTS, place + " leads to a text that is no key: keys are Base64");
  }

  private static Login signature(String sas) {
    return new Signature(new Secret(sas.strip().replaceFirst("^\\?", "")));
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.strip().split(";")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parts;
  }
}
