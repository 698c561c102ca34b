package io.godwit.s3;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Resolved;
import io.godwit.common.store.Listings;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.aside.PrefixedAside;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens a bucket and asks it once. */
final class BucketOpening {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Without a byte for so long a request has failed. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** Each object that is read holds one, and so does each part that is sent. */
  private static final int CONNECTIONS = 128;

  /** What services other than AWS take for a region, where they ask for none. */
  private static final String ANY_REGION = "us-east-1";

  private static final Pattern BUCKET = Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{2,62})/?");

  private BucketOpening() {}

  /**
   * The store, which has answered.
   *
   * @param part contents of more bytes go in parts of so many
   */
  static ObjectStore open(Resolved<S3Spec> connection, int part) throws Trouble {
    String bucket = bucket(connection);
    S3Errors errors = new S3Errors("bucket " + bucket);
    try {
      S3Client client = client(connection);
      try {
        new Listings(new BucketListing(client, bucket)).page("", Optional.empty(), 1);
        BucketStore store = new BucketStore(client, bucket, errors, part);
        return new PrefixedAside(store, store::copy);
      } catch (RuntimeException e) {
        client.close();
        throw e;
      }
    } catch (Refused e) {
      throw e;
    } catch (RuntimeException e) {
      throw errors.atOpening(e);
    }
  }

  /** The message leaves the address out: a wrong reference may have led to a secret. */
  private static String bucket(Resolved<S3Spec> connection) {
    var found = BUCKET.matcher(connection.address().value());
    if (found.matches()) {
      return found.group(1);
    }
    throw new Refused(
        ErrorCode.JOB_INVALID,
        connection.place()
            + ".s3 is no bucket: that is s3://BUCKET, where BUCKET has 3 to 63 letters, digits,"
            + " dots and dashes");
  }

  private static S3Client client(Resolved<S3Spec> connection) {
    S3Spec spec = connection.spec();
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .credentialsProvider(credentials(connection))
            .forcePathStyle(spec.pathStyle());
    Optional<String> endpoint = spec.endpoint().map(url -> connection.follow(url, "endpoint"));
    endpoint.ifPresent(url -> builder.endpointOverride(endpoint(url, connection.place())));
    spec.region()
        .map(region -> connection.follow(region, "region"))
        .or(() -> endpoint.map(url -> ANY_REGION))
        .ifPresent(region -> builder.region(Region.of(region)));
    return builder.build();
  }

  private static URI endpoint(String url, String place) {
    try {
      URI uri = URI.create(url.strip());
      if (uri.getHost() != null && uri.getScheme().startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without what it quotes.
    }
    throw new Refused(ErrorCode.JOB_INVALID, place + ".endpoint leads to no http:// URL");
  }

  private static AwsCredentialsProvider credentials(Resolved<S3Spec> connection) {
    S3Spec spec = connection.spec();
    if (spec.accessKey().isEmpty() || spec.secretKey().isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            connection.follow(spec.accessKey().get(), "access-key").strip(),
            connection.follow(spec.secretKey().get(), "secret-key").strip()));
  }
}
