package io.godwit.s3;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.NameRules;
import io.godwit.common.store.NoteText;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutTerms;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Between what the SDK and what the contract says of an object. */
final class S3Facts {

  private static final int NAME = 1024;
  private static final String SHA_256 = "SHA-256";

  private S3Facts() {}

  static Optional<Failure> unfit(String name) {
    return NameRules.unfit(name, NAME);
  }

  static ObjectFacts of(S3Object object) {
    return new ObjectFacts(
        object.key(),
        object.size(),
        object.lastModified(),
        version(object.eTag()),
        Optional.empty(),
        Map.of());
  }

  static ObjectFacts of(String name, HeadObjectResponse head) {
    return new ObjectFacts(
        name,
        head.contentLength(),
        head.lastModified(),
        version(head.eTag()),
        hash(head.checksumSHA256()),
        notes(head.metadata()));
  }

  /**
   * Of one that is read, maybe from its middle.
   *
   * @param from the byte that the answer begins with
   */
  static ObjectFacts of(String name, GetObjectResponse got, long from) {
    return new ObjectFacts(
        name,
        from + got.contentLength(),
        got.lastModified(),
        version(got.eTag()),
        hash(got.checksumSHA256()),
        notes(got.metadata()));
  }

  static ObjectFacts stored(
      String name, long size, String etag, Optional<ContentHash> hash, Map<String, String> meta) {
    return new ObjectFacts(name, size, Instant.now(), version(etag), hash, notes(meta));
  }

  /** That of an upload in parts is one of hashes, with their number behind it. */
  private static Optional<ContentHash> hash(@Nullable String base64) {
    return Optional.ofNullable(base64)
        .filter(text -> !text.contains("-"))
        .map(text -> hash(Base64.getDecoder().decode(text)));
  }

  static ContentHash hash(byte[] digest) {
    return new ContentHash(SHA_256, HexFormat.of().formatHex(digest));
  }

  static String version(String etag) {
    return etag.replace("\"", "");
  }

  static String quoted(String version) {
    return '"' + version + '"';
  }

  /**
   * Notes as metadata, with those that are ours. Proxies drop headers with {@code _}, so it goes as
   * {@code -}, which no note has.
   */
  static Map<String, String> metadata(PutTerms terms, boolean replaces) {
    Map<String, String> metadata = new HashMap<>();
    terms.notes().forEach((name, text) -> metadata.put(header(name), NoteText.escaped(text)));
    terms.mark().ifPresent(m -> metadata.put(header(PutTerms.MARK), NoteText.escaped(m)));
    if (replaces) {
      metadata.put(header(PutTerms.REPLACED), "yes");
    }
    return metadata;
  }

  private static String header(String note) {
    return note.replace('_', '-');
  }

  private static Map<String, String> notes(Map<String, String> metadata) {
    Map<String, String> notes = new HashMap<>();
    metadata.forEach((name, value) ->
        notes.put(name.toLowerCase(Locale.ROOT).replace('-', '_'), NoteText.read(value)));
    return notes;
  }

  static String type(PutTerms terms) {
    return terms.type().orElse("application/octet-stream");
  }

  static MessageDigest sha256() {
    return digest(SHA_256);
  }

  static byte[] md5(byte[] bytes) {
    return digest("MD5").digest(bytes);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
