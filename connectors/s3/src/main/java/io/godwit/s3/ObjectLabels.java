package io.godwit.s3;

import io.godwit.common.store.PutTerms;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What goes with the content of an object.
 *
 * @param type of the content
 * @param metadata as headers have it
 * @param like the object whose other headers it has; empty for none
 */
record ObjectLabels(String type, Map<String, String> metadata, Optional<HeadObjectResponse> like) {

  /**
   * As the terms of a put have them.
   *
   * @param replaces whether another object is replaced
   */
  static ObjectLabels of(PutTerms terms, boolean replaces) {
    return new ObjectLabels(
        S3Facts.type(terms), S3Facts.metadata(terms, replaces), Optional.empty());
  }

  /** Just those of another object, whoever has put it. */
  static ObjectLabels like(HeadObjectResponse other) {
    return new ObjectLabels(other.contentType(), other.metadata(), Optional.of(other));
  }

  /** With an object that goes whole. */
  void on(PutObjectRequest.Builder request) {
    request.contentType(type).metadata(metadata);
    like.ifPresent(other ->
        request
            .cacheControl(other.cacheControl())
            .contentDisposition(other.contentDisposition())
            .contentEncoding(other.contentEncoding())
            .contentLanguage(other.contentLanguage())
            .storageClass(other.storageClassAsString())
            .websiteRedirectLocation(other.websiteRedirectLocation()));
  }

  /** With one that goes in parts. */
  void on(CreateMultipartUploadRequest.Builder request) {
    request.contentType(type).metadata(metadata);
    like.ifPresent(other ->
        request
            .cacheControl(other.cacheControl())
            .contentDisposition(other.contentDisposition())
            .contentEncoding(other.contentEncoding())
            .contentLanguage(other.contentLanguage())
            .storageClass(other.storageClassAsString())
            .websiteRedirectLocation(other.websiteRedirectLocation()));
  }
}
