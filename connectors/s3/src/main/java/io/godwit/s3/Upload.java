package io.godwit.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An upload in parts that has begun, maybe by a process that was killed.
 *
 * @param id as the service knows it
 * @param sent what is there of it, by number
 */
record Upload(S3Client client, String bucket, String name, String id, Map<Integer, Part> sent) {

  /** The most parts of an object; the last number is that of the seal. */
  static final int PARTS = 9_999;

  private static final int SEAL = PARTS + 1;

  /**
   * The upload of an object with these notes and this type, begun earlier or now. What the SDK
   * throws passes through.
   */
  static Upload begun(S3Client client, String bucket, String name, ObjectLabels labels) {
    byte[] seal = seal(labels.type(), labels.metadata());
    for (MultipartUpload earlier :
        client.listMultipartUploads(r -> r.bucket(bucket).prefix(name)).uploads()) {
      if (earlier.key().equals(name)) {
        Optional<Upload> same = of(client, bucket, name, earlier.uploadId(), seal);
        if (same.isPresent()) {
          return same.get();
        }
      }
    }
    String id =
        client
            .createMultipartUpload(r -> {
              r.bucket(bucket).key(name).checksumAlgorithm(ChecksumAlgorithm.SHA256);
              labels.on(r);
            })
            .uploadId();
    Upload begun = new Upload(client, bucket, name, id, Map.of());
    begun.send(SEAL, seal);
    return begun;
  }

  /** One that another has ended meanwhile is none. */
  private static Optional<Upload> of(
      S3Client client, String bucket, String name, String id, byte[] seal) {
    Map<Integer, Part> sent = new HashMap<>();
    try {
      client
          .listPartsPaginator(r -> r.bucket(bucket).key(name).uploadId(id))
          .parts()
          .forEach(part -> sent.put(part.partNumber(), part));
    } catch (S3Exception e) {
      if (S3Errors.absent(e)) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.ofNullable(sent.get(SEAL))
        .filter(part -> same(part, seal))
        .map(part -> new Upload(client, bucket, name, id, sent));
  }

  private static byte[] seal(String type, Map<String, String> metadata) {
    MessageDigest digest = S3Facts.sha256();
    String all = type + "\n" + new TreeMap<>(metadata);
    return HexFormat.of()
        .formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A part of the object, sent unless it is there. */
  CompletedPart part(int number, byte[] bytes) {
    Part there = sent.get(number);
    return there != null && same(there, bytes)
        ? CompletedPart.builder()
            .partNumber(number)
            .eTag(there.eTag())
            .checksumSHA256(sha256(bytes))
            .build()
        : send(number, bytes);
  }

  private CompletedPart send(int number, byte[] bytes) {
    String sha256 = sha256(bytes);
    UploadPartResponse answer =
        client.uploadPart(
            r ->
                r.bucket(bucket)
                    .key(name)
                    .uploadId(id)
                    .partNumber(number)
                    .contentLength((long) bytes.length)
                    .checksumSHA256(sha256),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumSHA256(sha256)
        .build();
  }

  private static String sha256(byte[] bytes) {
    return S3Facts.base64(S3Facts.sha256().digest(bytes));
  }

  /** A service that keeps no SHA-256 has the MD5 as a part's tag. */
  private static boolean same(Part there, byte[] bytes) {
    if (there.size() != bytes.length) {
      return false;
    }
    String sha256 = there.checksumSHA256();
    return sha256 == null
        ? S3Facts.version(there.eTag()).equals(HexFormat.of().formatHex(S3Facts.md5(bytes)))
        : sha256.equals(sha256(bytes));
  }

  /** Takes away what is there of it; one that has ended already is fine. */
  void abort() {
    try {
      client.abortMultipartUpload(r -> r.bucket(bucket).key(name).uploadId(id));
    } catch (S3Exception e) {
      if (!S3Errors.absent(e)) {
        throw e;
      }
    }
  }
}
