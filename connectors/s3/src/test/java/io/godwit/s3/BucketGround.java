package io.godwit.s3;

import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Resolved;
import io.godwit.common.store.ObjectStore;
import io.godwit.testkit.contract.store.StoreGround;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of its own. */
final class BucketGround implements StoreGround {

  /** The least that the service takes. */
  private static final int PART = 5 << 20;

  private final String bucket = "b" + UUID.randomUUID();
  private final S3Client client =
      S3Client.builder()
          .httpClientBuilder(Apache5HttpClient.builder())
          .endpointOverride(S3Server.endpoint())
          .region(Region.US_EAST_1)
          .forcePathStyle(true)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(S3Server.KEY, S3Server.SECRET)))
          .build();

  BucketGround() {
    client.createBucket(r -> r.bucket(bucket));
  }

  S3Client client() {
    return client;
  }

  String bucket() {
    return bucket;
  }

  @Override
  public ObjectStore open() throws Trouble {
    return BucketOpening.open(
        resolved(bucket, S3Server.endpoint().toString(), S3Server.SECRET), PART);
  }

  /** The server keeps objects as files, so it does not; S3 does. */
  @Override
  public boolean takesNamesOfFolders() {
    return false;
  }

  /** A connection by key. */
  static Resolved<S3Spec> resolved(String bucket, String endpoint, String secret) {
    S3Spec spec =
        new S3Spec(
            "s3://" + bucket,
            Optional.of(endpoint),
            Optional.empty(),
            Optional.of(S3Server.KEY),
            Optional.of("${env:SECRET}"),
            true);
    return new Resolved<>(
        "objects",
        spec,
        new Secret(spec.s3()),
        (text, place) -> text.equals("${env:SECRET}") ? secret : text);
  }

  @Override
  public int threshold() {
    return PART;
  }

  @Override
  public Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new HashMap<>();
    for (S3Object object : client.listObjectsV2Paginator(r -> r.bucket(bucket)).contents()) {
      contents.put(
          object.key(),
          client.getObjectAsBytes(r -> r.bucket(bucket).key(object.key())).asByteArray());
    }
    return contents;
  }

  @Override
  public String type(String name) {
    return client.headObject(r -> r.bucket(bucket).key(name)).contentType();
  }

  @Override
  public void close() {
    client.close();
  }
}
