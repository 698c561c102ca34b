package io.godwit.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.storage.blob.models.BlobStorageException;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.NameRules;
import io.godwit.common.store.UnfitObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What the service's errors mean. Messages are our own: the SDK's quote requests.
 *
 * @param place the container, for messages
 * @param login how we come in, since what it lacks is told by it
 */
record BlobErrors(String place, Login login) {

  /** The service refuses requests that are signed by a clock that is further off. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  /** Whether a condition of the request was not met: something stands there, or another version. */
  static boolean conditionNotMet(BlobStorageException e) {
    String code = code(e);
    return code.equals("BlobAlreadyExists")
        || code.equals("UnauthorizedBlobOverwrite")
        || (e.getStatusCode() == 412 && !code.startsWith("Lease"));
  }

  /** Whether it is the blob that is missing, and not its container. */
  static boolean absent(BlobStorageException e) {
    return e.getStatusCode() == 404 && !code(e).startsWith("Container");
  }

  /** The same where what stands against a first request can never work. */
  RuntimeException atOpening(RuntimeException e) throws Trouble {
    Trouble trouble = trouble("opened", e);
    if (trouble.code().kind() == ErrorCode.Kind.CONFIGURATION) {
      throw new Refused(trouble.code(), trouble.message(), e);
    }
    throw trouble;
  }

  /**
   * Trouble in the middle of a run, also where rights are gone: a login that has expired is renewed
   * by somebody.
   *
   * @param doing what was being done to the place: {@code listed}
   */
  Trouble trouble(String doing, RuntimeException e) {
    Optional<HttpResponseException> answer = answer(e);
    String start = place + " cannot be " + doing + ": ";
    return answer
        .map(http -> ofAnswer(start, http, e))
        .orElseGet(() -> new Trouble(ErrorCode.STORE_UNREACHABLE, start + innermost(e), e));
  }

  private Trouble ofAnswer(String start, HttpResponseException http, RuntimeException e) {
    int status = status(http);
    String said =
        http instanceof BlobStorageException blob ? status + " " + code(blob) : "" + status;
    if (http instanceof ClientAuthenticationException && !(http instanceof BlobStorageException)) {
      return new Trouble(ErrorCode.STORE_RIGHTS, start + "the platform gives us no login", e);
    }
    return switch (status) {
      case 401, 403 -> new Trouble(ErrorCode.STORE_RIGHTS, start + said + why(http), e);
      case 404 -> new Trouble(ErrorCode.STORE_MISSING, start + said, e);
      case 429, 500, 502, 503, 504 ->
          new Trouble(ErrorCode.STORE_BUSY, start + said + patience(http), e);
      case 409, 412 -> new Trouble(ErrorCode.STORE_BUSY, start + said, e);
      default -> new Trouble(ErrorCode.STORE_UNREACHABLE, start + "it answers " + said, e);
    };
  }

  /** The object's fault, where it is one; trouble otherwise. */
  UnfitObject unfit(String name, BlobStorageException e) throws Trouble {
    return switch (code(e)) {
      case "MetadataTooLarge", "RequestBodyTooLarge", "BlockCountExceedsLimit" ->
          new UnfitObject(new Failure(ErrorCode.OBJECT_SIZE, "'" + name + "': " + code(e)));
      case "InvalidUri", "InvalidResourceName", "OutOfRangeInput" ->
          new UnfitObject(NameRules.failure(name, "is refused by the service: " + code(e)));
      default -> throw trouble("given '" + name + "'", e);
    };
  }

  /** What is seen from here of why a login is refused. */
  private String why(HttpResponseException http) {
    if (login instanceof Login.Signature signature) {
      Optional<Instant> end = signature.expiry().filter(Instant.now()::isAfter);
      if (end.isPresent()) {
        return "; the shared access signature has expired at " + end.get();
      }
    }
    Optional<Duration> off =
        header(http, HttpHeaderName.DATE)
            .flatMap(BlobErrors::instant)
            .map(theirs -> Duration.between(theirs, Instant.now()))
            .filter(difference -> difference.abs().compareTo(SKEW) > 0);
    if (off.isPresent()) {
      return "; the clock here is off by " + off.get();
    }
    return switch (login) {
      case Login.SharedKey(var account, var key) -> "; the key is not one of account " + account;
      case Login.Signature(var sas) ->
          "; the shared access signature is of another key, or lacks a right: read and list, and"
              + " to write also create, write and delete";
      case Login.Platform() ->
          "; who we are here has no right on data: Storage Blob Data Contributor has all";
    };
  }

  private static String patience(HttpResponseException http) {
    return header(http, HttpHeaderName.RETRY_AFTER)
        .map(after -> "; it asks for " + after + " s of patience")
        .orElse("");
  }

  private static Optional<String> header(HttpResponseException http, HttpHeaderName name) {
    return response(http).flatMap(r -> Optional.ofNullable(r.getHeaderValue(name)));
  }

  private static Optional<HttpResponse> response(HttpResponseException http) {
    return Optional.ofNullable(http.getResponse());
  }

  private static int status(HttpResponseException http) {
    return response(http).map(HttpResponse::getStatusCode).orElse(0);
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The service's own word for an error; empty where it has none. */
  static String code(BlobStorageException e) {
    return Optional.ofNullable(e.getErrorCode()).map(Object::toString).orElse("");
  }

  private static Optional<HttpResponseException> answer(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof HttpResponseException http) {
        return Optional.of(http);
      }
    }
    return Optional.empty();
  }

  private static String innermost(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    String message = at.getMessage();
    return "no answer ("
        + at.getClass().getSimpleName()
        + (message == null ? "" : ": " + message)
        + ")";
  }
}
