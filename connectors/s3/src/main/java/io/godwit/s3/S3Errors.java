package io.godwit.s3;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.NameRules;
import io.godwit.common.store.UnfitObject;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What the service's errors mean. Messages are our own: the SDK's quote requests.
 *
 * @param place the bucket, for messages
 */
record S3Errors(String place) {

  private static final Set<String> LOGIN =
      Set.of(
          "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "AuthorizationHeaderMalformed");

  /** Whether a condition of the request was not met, or another put was faster. */
  static boolean conditionNotMet(S3Exception e) {
    return e.statusCode() == 412
        || (e.statusCode() == 409 && code(e).equals("ConditionalRequestConflict"))
        || code(e).equals("NoSuchUpload")
        || code(e).equals("InvalidPart")
        || absent(e);
  }

  /** Whether it is the object that is missing, and not its bucket. */
  static boolean absent(S3Exception e) {
    return e.statusCode() == 404 && !code(e).equals("NoSuchBucket");
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
    String start = place + " cannot be " + doing + ": ";
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof S3Exception answer) {
        return ofAnswer(start, answer);
      }
    }
    if (e instanceof SdkClientException && says(e, "Unable to load credentials")) {
      return new Trouble(
          ErrorCode.STORE_RIGHTS,
          start + "the connection has no key, and the platform no login",
          e);
    }
    if (e instanceof SdkClientException && says(e, "Unable to load region")) {
      return new Trouble(
          ErrorCode.JOB_INVALID, start + "the connection has no region, and the platform none", e);
    }
    return new Trouble(ErrorCode.STORE_UNREACHABLE, start + innermost(e), e);
  }

  private Trouble ofAnswer(String start, S3Exception e) {
    String said = start + e.statusCode() + " " + code(e);
    if (LOGIN.contains(code(e))) {
      return new Trouble(ErrorCode.STORE_RIGHTS, said, e);
    }
    return switch (e.statusCode()) {
      case 401, 403 -> new Trouble(ErrorCode.STORE_RIGHTS, said + why(code(e)), e);
      case 404 -> new Trouble(ErrorCode.STORE_MISSING, said, e);
      case 301, 307 ->
          new Trouble(ErrorCode.STORE_MISSING, said + "; it is in another region" + region(e), e);
      case 429, 500, 502, 503, 504 -> new Trouble(ErrorCode.STORE_BUSY, said + patience(e), e);
      case 409, 412 -> new Trouble(ErrorCode.STORE_BUSY, said, e);
      default -> new Trouble(ErrorCode.STORE_UNREACHABLE, said, e);
    };
  }

  private static String why(String code) {
    return switch (code) {
      case "RequestTimeTooSkewed" -> "; the clock here is off";
      case "SignatureDoesNotMatch", "InvalidAccessKeyId" -> "; the key is not one of the service";
      default ->
          "; the key may not do it: that takes s3:ListBucket and s3:GetObject, and to write also"
              + " s3:PutObject and s3:DeleteObject";
    };
  }

  private static String region(S3Exception e) {
    return header(e, "x-amz-bucket-region").map(region -> ", " + region).orElse("");
  }

  private static String patience(S3Exception e) {
    return header(e, "Retry-After").map(s -> "; it asks for " + s + " s of patience").orElse("");
  }

  private static Optional<String> header(S3Exception e, String name) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(http -> http.firstMatchingHeader(name));
  }

  /** The object's fault, where it is one; trouble otherwise. */
  UnfitObject unfit(String name, S3Exception e) throws Trouble {
    return switch (code(e)) {
      case "EntityTooLarge", "MetadataTooLarge" ->
          new UnfitObject(new Failure(ErrorCode.OBJECT_SIZE, "'" + name + "': " + code(e)));
      case "KeyTooLongError", "InvalidURI" ->
          new UnfitObject(NameRules.failure(name, "is refused by the service: " + code(e)));
      default -> throw trouble("given '" + name + "'", e);
    };
  }

  /** The service's own word for an error; empty where it has none. */
  private static String code(S3Exception e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  private static boolean says(RuntimeException e, String start) {
    String message = e.getMessage();
    return message != null && message.contains(start);
  }

  private static String innermost(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    String message = at.getMessage();
    String name = at.getClass().getSimpleName();
    return "no answer (" + name + (message == null ? "" : ": " + message) + ")";
  }
}
