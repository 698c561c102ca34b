package io.godwit.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.Listings;
import io.godwit.common.store.ObjectFacts;
import java.util.Iterator;
import java.util.Optional;

/** A container as a service that lists, with the notes of each blob. */
record BlobListing(BlobContainerClient container) implements Listings.Service {

  private static final int PAGE = 1000;

  @Override
  public Iterator<ObjectFacts> from(String prefix, Optional<String> start) {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setMaxResultsPerPage(PAGE)
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    if (!prefix.isEmpty()) {
      options.setPrefix(prefix);
    }
    start.ifPresent(options::setStartFrom);
    Iterator<BlobItem> items = container.listBlobs(options, null).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public ObjectFacts next() {
        return BlobFacts.of(items.next());
      }
    };
  }

  /** Accounts with folders list these, too, beside what is in them. */
  @Override
  public Optional<String> noObject(ObjectFacts facts) {
    return "true".equals(facts.notes().get("hdi_isfolder"))
        ? Optional.of("it is a folder of the account")
        : BlobNames.unfit(facts.name()).map(Failure::message);
  }
}
