package io.godwit.s3;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.Listings;
import io.godwit.common.store.ObjectFacts;
import java.util.Iterator;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** A bucket as a service that lists; it tells no notes. */
record BucketListing(S3Client client, String bucket) implements Listings.Service {

  @Override
  public Iterator<ObjectFacts> from(String prefix, Optional<String> start) {
    ListObjectsV2Request.Builder request = ListObjectsV2Request.builder().bucket(bucket);
    if (!prefix.isEmpty()) {
      request.prefix(prefix);
    }
    start.ifPresent(request::startAfter);
    return client.listObjectsV2Paginator(request.build()).contents().stream()
        .map(S3Facts::of)
        .iterator();
  }

  @Override
  public Optional<String> noObject(ObjectFacts facts) {
    return S3Facts.unfit(facts.name()).map(Failure::message);
  }
}
