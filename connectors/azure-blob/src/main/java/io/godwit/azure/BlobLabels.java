package io.godwit.azure;

import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobProperties;
import io.godwit.common.store.PutTerms;
import java.util.Map;

/** What goes with the content of a blob. */
interface BlobLabels {

  /**
   * Its metadata.
   *
   * @param replaces whether another blob is replaced
   */
  Map<String, String> metadata(boolean replaces);

  /**
   * What it is told with when it is read.
   *
   * @param md5 of its content
   */
  BlobHttpHeaders headers(byte[] md5);

  /** As the terms of a put have them. */
  static BlobLabels of(PutTerms terms) {
    return new BlobLabels() {
      @Override
      public Map<String, String> metadata(boolean replaces) {
        return BlobFacts.metadata(terms, replaces);
      }

      @Override
      public BlobHttpHeaders headers(byte[] md5) {
        return BlobFacts.headers(terms, md5);
      }
    };
  }

  /** Just those of another blob, whoever has put it. */
  static BlobLabels like(BlobProperties blob) {
    return new BlobLabels() {
      @Override
      public Map<String, String> metadata(boolean replaces) {
        return blob.getMetadata();
      }

      @Override
      public BlobHttpHeaders headers(byte[] md5) {
        return new BlobHttpHeaders()
            .setContentType(blob.getContentType())
            .setContentEncoding(blob.getContentEncoding())
            .setContentLanguage(blob.getContentLanguage())
            .setContentDisposition(blob.getContentDisposition())
            .setCacheControl(blob.getCacheControl())
            .setContentMd5(md5);
      }
    };
  }
}
