package io.godwit.files.upload;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.RecordMark;
import io.godwit.files.copy.CopiedContent;
import io.godwit.files.copy.CopiedTerms;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Puts one file into another store, where nothing stands. A put that is repeated after a crash
 * finds the mark of the first and ends as that did.
 *
 * @param spec what the job says of it
 * @param from the store that is read
 * @param to the store that is written
 */
record FileUpload(UploadSpec spec, ObjectStore from, ObjectStore to) {

  /** What became of a file. */
  sealed interface End {

    /**
     * It stands in the store.
     *
     * @param file what it was copied from
     * @param sha256 in hexadecimal digits; empty where no field is told it
     */
    record Stands(ObjectFacts file, Optional<String> sha256) implements End {}

    /** There is no such file. */
    enum Absent implements End {
      ABSENT
    }

    /** It cannot be put, whoever tries again. */
    record Unfit(Failure failure) implements End {}
  }

  /**
   * What becomes of a file.
   *
   * @param name of the file
   * @param as the name of the object
   * @param mark of its record in the run; empty where nothing is to be put
   */
  End put(String name, String as, Optional<RecordMark> mark) throws Trouble {
    Optional<Failure> unfit = from.unfit(name).or(() -> to.unfit(as));
    if (unfit.isPresent()) {
      return new End.Unfit(unfit.get());
    }
    return switch (from.open(name, Optional.empty(), 0)) {
      case Opened.Absent ignored -> End.Absent.ABSENT;
      case Opened.Changed(ObjectFacts now) -> new End.Unfit(CopiedContent.changed(name, now));
      case Opened.Unreadable(Failure failure) -> new End.Unfit(failure);
      case Opened.Found(ObjectFacts file, InputStream bytes) -> {
        CopiedContent content = new CopiedContent(from, file, bytes);
        try {
          Optional<Failure> size = size(file);
          yield size.isPresent() ? new End.Unfit(size.get()) : put(file, content, as, mark);
        } finally {
          content.close();
        }
      }
    };
  }

  private Optional<Failure> size(ObjectFacts file) {
    if (file.size() == 0 && !spec.allowEmpty()) {
      return Optional.of(
          new Failure(
              ErrorCode.OBJECT_SIZE,
              "'" + file.name() + "' is empty, and upload.allow-empty is false"));
    }
    Optional<Size> most = spec.maxSize().filter(size -> file.size() > size.bytes());
    return most.map(size ->
        new Failure(
            ErrorCode.OBJECT_SIZE,
            "'%s' has %d bytes, and upload.max-size is %s"
                .formatted(file.name(), file.size(), size)));
  }

  private End put(ObjectFacts file, CopiedContent content, String as, Optional<RecordMark> mark)
      throws Trouble {
    boolean hashes = spec.told().sha256().isPresent();
    HashedContent hashed = new HashedContent(content);
    if (mark.isEmpty()) {
      return stands(file, content, hashed);
    }
    PutTerms terms = CopiedTerms.of(file, as, false, mark.map(RecordMark::text));
    return switch (content.put(to, as, hashes ? hashed : content, terms)) {
      // Of this record, and another content all the same: another step has put it, or an attempt
      // before the file was changed.
      case PutAnswer.Stored(ObjectFacts there, boolean ignored) ->
          there.size() == file.size() ? stands(file, content, hashed) : new End.Unfit(other(there));
      case PutAnswer.Unfit(Failure failure) -> new End.Unfit(failure);
      case PutAnswer.Taken(ObjectFacts there) -> {
        Optional<Failure> rival = rival(there, mark.get());
        yield rival.isPresent()
            ? new End.Unfit(rival.get())
            : compared(there, file, content, hashed);
      }
    };
  }

  /** What stands there is taken as it is where it has the same content. */
  private End compared(
      ObjectFacts there, ObjectFacts file, CopiedContent content, HashedContent hashed)
      throws Trouble {
    if (there.size() != file.size()) {
      return new End.Unfit(other(there));
    }
    Optional<Boolean> same = reading(content, () -> isSame(there, content));
    if (same.isEmpty()) {
      return new End.Unfit(content.lost().orElseThrow());
    }
    return same.get() ? stands(file, content, hashed) : new End.Unfit(other(there));
  }

  /** The hash costs a read where the put has not read all, and nothing otherwise. */
  private End stands(ObjectFacts file, CopiedContent content, HashedContent hashed) throws Trouble {
    if (spec.told().sha256().isEmpty()) {
      return new End.Stands(file, Optional.empty());
    }
    Optional<ContentHash> hash = reading(content, hashed::hash);
    return hash.isPresent()
        ? new End.Stands(file, Optional.of(hash.get().hex()))
        : new End.Unfit(content.lost().orElseThrow());
  }

  /**
   * Another record of this run has put what stands there. Where it is refused later, its object
   * goes with it, so no other record may rest on that.
   */
  private static Optional<Failure> rival(ObjectFacts there, RecordMark mark) {
    return RecordMark.of(there)
        .filter(other -> !mark.shared() && other.run().equals(mark.run()))
        .map(other ->
            new Failure(
                ErrorCode.OBJECT_EXISTS,
                "record %d of split %d has put '%s' in this run; give each record a name of its own"
                        .formatted(other.record().ordinal(), other.record().split(), there.name())
                    + " in upload.as, or let them share it with upload.shared: true"));
  }

  private static Failure other(ObjectFacts there) {
    return new Failure(
        ErrorCode.OBJECT_EXISTS,
        "another object of %d bytes and of %s stands under '%s'"
            .formatted(there.size(), there.modified(), there.name()));
  }

  /** By the hash that the store keeps, or else by reading what stands there. */
  private boolean isSame(ObjectFacts there, CopiedContent content) throws IOException, Trouble {
    String algorithm = there.hash().map(ContentHash::algorithm).orElse(HashedContent.SHA_256);
    ContentHash ours = HashedContent.of(content.open(0), algorithm);
    if (there.hash().isPresent()) {
      return there.hash().get().equals(ours);
    }
    return switch (to.open(there.name(), Optional.of(there.version()), 0)) {
      case Opened.Found(ObjectFacts ignored, InputStream bytes) ->
          HashedContent.of(bytes, algorithm).equals(ours);
      case Opened.Absent ignored -> throw moved(there);
      case Opened.Changed ignored -> throw moved(there);
      case Opened.Unreadable ignored -> false;
    };
  }

  private static Trouble moved(ObjectFacts there) {
    return new Trouble(
        ErrorCode.STORE_BUSY, "'" + there.name() + "' was changed while it was compared");
  }

  private interface Reading<T> {
    T read() throws IOException, Trouble;
  }

  /** What is lost of the content is told by it; whatever else ends a read may pass. */
  private static <T> Optional<T> reading(CopiedContent content, Reading<T> work) throws Trouble {
    try {
      return Optional.of(work.read());
    } catch (IOException e) {
      if (content.lost().isPresent()) {
        return Optional.empty();
      }
      throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "a content ends in the middle: " + e, e);
    }
  }
}
