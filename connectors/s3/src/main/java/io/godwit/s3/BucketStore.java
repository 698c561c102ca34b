package io.godwit.s3;

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
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** A bucket as a store of objects. */
final class BucketStore implements ObjectStore {

  /** Contents up to so many bytes go whole, larger ones in parts of so many; at least 5 MiB. */
  static final int PART = 8 << 20;

  /** What all puts together may hold: a worker has 256 MB. */
  private static final int MEMORY = 48 << 20;

  private static final int CONCURRENCY = 32;

  /** What is in these is read only after it was asked back, which takes hours. */
  private static final Set<StorageClass> ARCHIVES =
      Set.of(StorageClass.GLACIER, StorageClass.DEEP_ARCHIVE);

  /** The service's limit for names and values of all metadata. */
  private static final int METADATA = 2 * 1024;

  private final S3Client client;
  private final String bucket;
  private final S3Errors errors;
  private final int part;
  private final Listings listings;
  private final OpenReads reads;
  private final PartsInFlight memory = new PartsInFlight(MEMORY);

  BucketStore(S3Client client, String bucket, S3Errors errors, int part) {
    this.client = client;
    this.bucket = bucket;
    this.errors = errors;
    this.part = part;
    this.listings = new Listings(new BucketListing(client, bucket));
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
    return head(name).map(head -> S3Facts.of(name, head));
  }

  private Optional<HeadObjectResponse> head(String name) throws Trouble {
    try {
      return Optional.of(
          client.headObject(r -> r.bucket(bucket).key(name).checksumMode(ChecksumMode.ENABLED)));
    } catch (S3Exception e) {
      if (S3Errors.absent(e)) {
        return Optional.empty();
      }
      throw errors.trouble("asked for '" + name + "'", e);
    } catch (RuntimeException e) {
      throw errors.trouble("asked for '" + name + "'", e);
    }
  }

  @Override
  public Opened open(String name, Optional<String> version, long from) throws Trouble {
    reads.requireOpen();
    if (unfit(name).isPresent()) {
      return new Opened.Absent();
    }
    GetObjectRequest.Builder request = GetObjectRequest.builder().bucket(bucket).key(name);
    version.ifPresent(v -> request.ifMatch(S3Facts.quoted(v)));
    if (from > 0) {
      request.range("bytes=" + from + "-");
    }
    try {
      ResponseInputStream<GetObjectResponse> in = client.getObject(request.build());
      return new Opened.Found(
          S3Facts.of(name, in.response(), from), reads.guarded(name, new Dropped(in)));
    } catch (S3Exception e) {
      return switch (e.statusCode()) {
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
        unfit(name).or(() -> NoteText.tooMuch(name, S3Facts.metadata(terms, true), METADATA));
    if (unfit.isPresent()) {
      return new PutAnswer.Unfit(unfit.get());
    }
    ObjectSending sending = sending(name, content, replaces -> ObjectLabels.of(terms, replaces));
    return new ConditionalPut(
            "'" + name + "' in " + errors.place(),
            terms,
            content.size(),
            () -> look(name),
            sending::send)
        .put(content.size() > part);
  }

  private ObjectSending sending(
      String name, ObjectContent content, Function<Boolean, ObjectLabels> labels) {
    return new ObjectSending(client, bucket, name, content, labels, part, memory, reads, errors);
  }

  /**
   * Copies an object within the bucket, through this process: of the services that speak S3 hardly
   * one takes a condition for the target of a copy of its own. See {@link PrefixedAside.Copying}.
   */
  Copied copy(String from, String version, String to, Optional<String> over) throws Trouble {
    reads.requireOpen();
    Optional<HeadObjectResponse> found = head(from);
    if (found.filter(head -> S3Facts.of(from, head).version().equals(version)).isEmpty()) {
      return new Copied.Changed();
    }
    HeadObjectResponse head = found.get();
    if (Optional.ofNullable(head.storageClass()).filter(ARCHIVES::contains).isPresent()) {
      return new Copied.Unfit(
          new Failure(
              ErrorCode.OBJECT_EXISTS,
              "'%s' in %s cannot be kept for an undo: it is in an archive"
                  .formatted(from, errors.place())));
    }
    VersionContent content = new VersionContent(this, from, version, head.contentLength());
    ObjectSending sending = sending(to, content, replaces -> ObjectLabels.like(head));
    try {
      return sending.send(over, false).isPresent() ? new Copied.Done() : new Copied.Changed();
    } catch (UnfitObject unfit) {
      return new Copied.Unfit(unfit.failure());
    }
  }

  /** Looks first, since not every service that takes the condition keeps to it. */
  @Override
  public Optional<ObjectFacts> remove(String name, Optional<String> version) throws Trouble {
    Optional<ObjectFacts> there = version.isPresent() ? look(name) : Optional.empty();
    if (there.isPresent() && !there.map(ObjectFacts::version).equals(version)) {
      return there;
    }
    reads.requireOpen();
    if (unfit(name).isPresent()) {
      return Optional.empty();
    }
    try {
      client.deleteObject(r -> {
        r.bucket(bucket).key(name);
        version.ifPresent(v -> r.ifMatch(S3Facts.quoted(v)));
      });
      return Optional.empty();
    } catch (S3Exception e) {
      if (S3Errors.absent(e)) {
        return Optional.empty();
      }
      if (S3Errors.conditionNotMet(e)) {
        return look(name);
      }
      throw errors.trouble("freed of '" + name + "'", e);
    } catch (RuntimeException e) {
      throw errors.trouble("freed of '" + name + "'", e);
    }
  }

  @Override
  public Optional<Failure> unfit(String name) {
    return S3Facts.unfit(name);
  }

  @Override
  public int concurrency() {
    return CONCURRENCY;
  }

  @Override
  public void close() {
    reads.close();
    memory.close();
    client.close();
  }

  /** A content whose rest nobody wants is not read to its end for the sake of a connection. */
  private static final class Dropped extends InputStream {
    private final ResponseInputStream<GetObjectResponse> in;
    private boolean ended;

    Dropped(ResponseInputStream<GetObjectResponse> in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      ended |= count < 0;
      return count;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        in.close();
      } else {
        in.abort();
      }
    }
  }
}
