package io.godwit.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.ConsistentReadControl;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.specialized.BlobInputStream;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ConditionalPut;
import io.godwit.common.store.Listings;
import io.godwit.common.store.NoteText;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.OpenReads;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PartsInFlight;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.UnfitObject;
import io.godwit.common.store.aside.Copied;
import io.godwit.common.store.aside.PrefixedAside;
import io.godwit.common.store.aside.VersionContent;
import java.util.Optional;

/** A container as a store of objects. */
final class BlobStore implements ObjectStore {

  /** Contents up to so many bytes go whole, larger ones in blocks of so many. */
  static final int BLOCK = 4 << 20;

  /** What all puts together may hold: a worker has 256 MB. */
  private static final int MEMORY = 48 << 20;

  private static final int READ_BLOCK = 2 << 20;
  private static final int CONCURRENCY = 32;

  /** The service's limit for names and values of all metadata. */
  private static final int METADATA = 8 * 1024;

  private final BlobContainerClient container;
  private final BlobErrors errors;
  private final int block;
  private final Listings listings;
  private final OpenReads reads;
  private final PartsInFlight memory = new PartsInFlight(MEMORY);

  BlobStore(BlobContainerClient container, BlobErrors errors, int block) {
    this.container = container;
    this.errors = errors;
    this.block = block;
    this.listings = new Listings(new BlobListing(container));
    this.reads = new OpenReads(errors.place());
  }

  @Override
  public ObjectPage list(String prefix, Optional<String> after, int max) throws Trouble {
    reads.requireOpen();
    try {
      return listings.page(prefix, after, max);
    } catch (RuntimeException e) {
      throw errors.trouble("listed", e);
    }
  }

  @Override
  public Optional<ObjectFacts> look(String name) throws Trouble {
    reads.requireOpen();
    if (unfit(name).isPresent()) {
      return Optional.empty();
    }
    return properties(name).map(blob -> BlobFacts.of(name, blob));
  }

  @Override
  public Opened open(String name, Optional<String> version, long from) throws Trouble {
    reads.requireOpen();
    if (unfit(name).isPresent()) {
      return new Opened.Absent();
    }
    BlobInputStreamOptions options =
        new BlobInputStreamOptions()
            .setRange(new BlobRange(from))
            .setBlockSize(READ_BLOCK)
            .setConsistentReadControl(ConsistentReadControl.ETAG)
            .setRequestConditions(BlobFacts.of(version));
    try {
      BlobInputStream in = blob(name).openInputStream(options);
      return new Opened.Found(BlobFacts.of(name, in.getProperties()), reads.guarded(name, in));
    } catch (BlobStorageException e) {
      return switch (e.getStatusCode()) {
        case 404, 412, 416 ->
            reads
                .refused(name, version, from, look(name))
                .orElseThrow(() -> errors.trouble("read '" + name + "' from", e));
        default -> throw errors.trouble("read '" + name + "' from", e);
      };
    } catch (RuntimeException e) {
      throw errors.trouble("read '" + name + "' from", e);
    }
  }

  @Override
  public PutAnswer put(String name, ObjectContent content, PutTerms terms) throws Trouble {
    reads.requireOpen();
    Optional<Failure> unfit =
        unfit(name).or(() -> NoteText.tooMuch(name, BlobFacts.metadata(terms, true), METADATA));
    if (unfit.isPresent()) {
      return new PutAnswer.Unfit(unfit.get());
    }
    BlobSending sending =
        new BlobSending(
            name,
            blob(name).getBlockBlobClient(),
            content,
            BlobLabels.of(terms),
            block,
            memory,
            reads,
            errors);
    return new ConditionalPut(
            "'" + name + "' in " + errors.place(),
            terms,
            content.size(),
            () -> look(name),
            sending::send)
        .put(content.size() > block);
  }

  /**
   * Copies a blob within the container, through this process: the service's own copying asks for a
   * right of its own to read, which not every login gives, and takes no condition for its target
   * from all of them. See {@link PrefixedAside.Copying}.
   */
  Copied copy(String from, String version, String to, Optional<String> over) throws Trouble {
    reads.requireOpen();
    Optional<BlobProperties> found = properties(from);
    if (found.filter(blob -> BlobFacts.of(from, blob).version().equals(version)).isEmpty()) {
      return new Copied.Changed();
    }
    BlobProperties blob = found.get();
    if (blob.getBlobType() != BlobType.BLOCK_BLOB
        || AccessTier.ARCHIVE.equals(blob.getAccessTier())) {
      return new Copied.Unfit(
          new Failure(
              ErrorCode.OBJECT_EXISTS,
              "'%s' in %s cannot be kept for an undo: it is no block blob, or in an archive"
                  .formatted(from, errors.place())));
    }
    VersionContent content = new VersionContent(this, from, version, blob.getBlobSize());
    BlobSending sending =
        new BlobSending(
            to,
            blob(to).getBlockBlobClient(),
            content,
            BlobLabels.like(blob),
            block,
            memory,
            reads,
            errors);
    try {
      return sending.send(over, false).isPresent() ? new Copied.Done() : new Copied.Changed();
    } catch (UnfitObject unfit) {
      return new Copied.Unfit(unfit.failure());
    }
  }

  private Optional<BlobProperties> properties(String name) throws Trouble {
    try {
      return Optional.of(blob(name).getProperties());
    } catch (BlobStorageException e) {
      if (BlobErrors.absent(e)) {
        return Optional.empty();
      }
      throw errors.trouble("asked for '" + name + "'", e);
    } catch (RuntimeException e) {
      throw errors.trouble("asked for '" + name + "'", e);
    }
  }

  @Override
  public Optional<ObjectFacts> remove(String name, Optional<String> version) throws Trouble {
    reads.requireOpen();
    if (unfit(name).isPresent()) {
      return Optional.empty();
    }
    try {
      blob(name).deleteWithResponse(null, BlobFacts.of(version), null, Context.NONE);
      return Optional.empty();
    } catch (BlobStorageException e) {
      if (BlobErrors.absent(e)) {
        return Optional.empty();
      }
      if (!BlobErrors.conditionNotMet(e)) {
        throw errors.trouble("freed of '" + name + "'", e);
      }
      return look(name);
    } catch (RuntimeException e) {
      throw errors.trouble("freed of '" + name + "'", e);
    }
  }

  @Override
  public Optional<Failure> unfit(String name) {
    return BlobNames.unfit(name);
  }

  @Override
  public int concurrency() {
    return CONCURRENCY;
  }

  @Override
  public void close() {
    reads.close();
    memory.close();
  }

  private BlobClient blob(String name) {
    return container.getBlobClient(name);
  }
}
