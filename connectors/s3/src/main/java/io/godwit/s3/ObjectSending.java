package io.godwit.s3;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ContentParts;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.OpenReads;
import io.godwit.common.store.PartsInFlight;
import io.godwit.common.store.UnfitObject;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends one content to one object, whole or in parts.
 *
 * @param name the object's
 * @param labels what goes with it, where another object is replaced and where none is
 * @param part the least size of a part, in bytes
 * @param memory what bounds all puts of the store
 * @param open whether the store still is
 */
record ObjectSending(
    S3Client client,
    String bucket,
    String name,
    ObjectContent content,
    Function<Boolean, ObjectLabels> labels,
    int part,
    PartsInFlight memory,
    OpenReads open,
    S3Errors errors) {

  Optional<ObjectFacts> send(Optional<String> over, boolean replaces) throws Trouble, UnfitObject {
    ObjectLabels with = labels.apply(replaces);
    return content.size() <= part
        ? memory.whole((int) content.size(), () -> whole(over, with))
        : inParts(over, with);
  }

  private Optional<ObjectFacts> whole(Optional<String> over, ObjectLabels with)
      throws Trouble, UnfitObject {
    byte[] bytes;
    try (ContentParts parts = new ContentParts(name, content, Math.max(1, part))) {
      bytes = parts.all();
    }
    byte[] sha256 = S3Facts.sha256().digest(bytes);
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(name)
            .contentLength((long) bytes.length)
            .checksumSHA256(S3Facts.base64(sha256));
    with.on(request);
    over.ifPresentOrElse(v -> request.ifMatch(S3Facts.quoted(v)), () -> request.ifNoneMatch("*"));
    return unlessMet(() -> client.putObject(request.build(), RequestBody.fromBytes(bytes)).eTag())
        .map(etag -> facts(etag, sha256, with.metadata()));
  }

  private Optional<ObjectFacts> inParts(Optional<String> over, ObjectLabels with)
      throws Trouble, UnfitObject {
    open.requireOpen();
    Upload upload;
    try {
      upload = Upload.begun(client, bucket, name, with);
    } catch (RuntimeException e) {
      throw errors.trouble("asked to take '" + name + "'", e);
    }
    MessageDigest whole = S3Facts.sha256();
    try {
      List<CompletedPart> parts = sent(upload, whole);
      Optional<String> etag = unlessMet(() -> completed(upload, parts, over));
      if (etag.isEmpty()) {
        abort(upload);
      }
      return etag.map(tag -> facts(tag, whole.digest(), with.metadata()));
    } catch (UnfitObject unfit) {
      abort(upload);
      throw unfit;
    }
  }

  private List<CompletedPart> sent(Upload upload, MessageDigest whole) throws Trouble, UnfitObject {
    int size = (int) Math.max(part, (content.size() + Upload.PARTS - 1) / Upload.PARTS);
    try (ContentParts parts = new ContentParts(name, content, size)) {
      return memory.parts(
          parts,
          size,
          (index, bytes) -> {
            whole.update(bytes);
            return () -> {
              open.requireOpen();
              try {
                return upload.part(index + 1, bytes);
              } catch (RuntimeException e) {
                throw errors.trouble("sent a part of '" + name + "'", e);
              }
            };
          });
    }
  }

  private String completed(Upload upload, List<CompletedPart> parts, Optional<String> over) {
    CompleteMultipartUploadRequest.Builder request =
        CompleteMultipartUploadRequest.builder()
            .bucket(bucket)
            .key(name)
            .uploadId(upload.id())
            .multipartUpload(m -> m.parts(parts));
    over.ifPresentOrElse(v -> request.ifMatch(S3Facts.quoted(v)), () -> request.ifNoneMatch("*"));
    return client.completeMultipartUpload(request.build()).eTag();
  }

  private void abort(Upload upload) throws Trouble {
    try {
      upload.abort();
    } catch (RuntimeException e) {
      throw errors.trouble("freed of parts of '" + name + "'", e);
    }
  }

  private ObjectFacts facts(String etag, byte[] sha256, Map<String, String> metadata) {
    Optional<ContentHash> hash = Optional.of(S3Facts.hash(sha256));
    return S3Facts.stored(name, content.size(), etag, hash, metadata);
  }

  private Optional<String> unlessMet(Supplier<String> request) throws Trouble, UnfitObject {
    open.requireOpen();
    try {
      return Optional.of(request.get());
    } catch (S3Exception e) {
      if (S3Errors.conditionNotMet(e)) {
        return Optional.empty();
      }
      throw errors.unfit(name, e);
    } catch (RuntimeException e) {
      throw errors.trouble("given '" + name + "'", e);
    }
  }
}
