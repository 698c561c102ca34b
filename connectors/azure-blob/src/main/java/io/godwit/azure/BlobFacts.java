package io.godwit.azure;

import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.NoteText;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutTerms;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between what the SDK and what the contract says of a blob. */
final class BlobFacts {

  private BlobFacts() {}

  static ObjectFacts of(String name, BlobProperties blob) {
    return facts(
        name,
        blob.getBlobSize(),
        blob.getLastModified(),
        blob.getETag(),
        blob.getContentMd5(),
        blob.getMetadata());
  }

  static ObjectFacts of(BlobItem item) {
    BlobItemProperties blob = item.getProperties();
    return facts(
        item.getName(),
        blob.getContentLength(),
        blob.getLastModified(),
        blob.getETag(),
        blob.getContentMd5(),
        item.getMetadata());
  }

  static ObjectFacts stored(
      String name, long size, BlockBlobItem blob, byte[] md5, Map<String, String> metadata) {
    return facts(name, size, blob.getLastModified(), blob.getETag(), md5, metadata);
  }

  private static ObjectFacts facts(
      String name,
      long size,
      OffsetDateTime modified,
      String etag,
      byte @Nullable [] md5,
      @Nullable Map<String, String> metadata) {
    Map<String, String> notes = new HashMap<>();
    if (metadata != null) {
      metadata.forEach((key, value) ->
          notes.put(key.toLowerCase(Locale.ROOT), NoteText.read(value == null ? "" : value)));
    }
    Optional<ContentHash> hash =
        Optional.ofNullable(md5)
            .map(bytes -> new ContentHash("MD5", HexFormat.of().formatHex(bytes)));
    return new ObjectFacts(name, size, modified.toInstant(), version(etag), hash, notes);
  }

  /** Listings leave out the quotes that headers have. */
  private static String version(String etag) {
    return etag.replace("\"", "");
  }

  /** Notes as metadata, with those that are ours. */
  static Map<String, String> metadata(PutTerms terms, boolean replaces) {
    Map<String, String> metadata = new HashMap<>();
    terms.notes().forEach((name, text) -> metadata.put(name, NoteText.escaped(text)));
    terms.mark().ifPresent(mark -> metadata.put(PutTerms.MARK, NoteText.escaped(mark)));
    if (replaces) {
      metadata.put(PutTerms.REPLACED, "yes");
    }
    return metadata;
  }

  /** That the version stands there; or that nothing does. */
  static BlobRequestConditions over(Optional<String> version) {
    BlobRequestConditions conditions = new BlobRequestConditions();
    return version.isPresent()
        ? conditions.setIfMatch(quoted(version.get()))
        : conditions.setIfNoneMatch("*");
  }

  static BlobRequestConditions of(Optional<String> version) {
    BlobRequestConditions conditions = new BlobRequestConditions();
    version.ifPresent(v -> conditions.setIfMatch(quoted(v)));
    return conditions;
  }

  private static String quoted(String version) {
    return '"' + version + '"';
  }

  static BlobHttpHeaders headers(PutTerms terms, byte[] md5) {
    return new BlobHttpHeaders()
        .setContentType(terms.type().orElse("application/octet-stream"))
        .setContentMd5(md5);
  }
}
