package io.godwit.files.copy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.files.stored.SteadyInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The content of an object in one version, as another store takes it. Where the object is no more
 * what it was, that is remembered here: the store that was being written to knows only that its put
 * has failed, and waiting would not mend it. Any thread may open it.
 */
public final class CopiedContent implements ObjectContent {

  private final ObjectStore store;
  private final ObjectFacts facts;
  private final AtomicReference<Optional<InputStream>> first;
  private final AtomicReference<Optional<Failure>> lost = new AtomicReference<>(Optional.empty());

  /**
   * The content of an object that has been opened.
   *
   * @param first its bytes from the first, which whoever opens it first is given
   */
  public CopiedContent(ObjectStore store, ObjectFacts facts, InputStream first) {
    this.store = store;
    this.facts = facts;
    this.first = new AtomicReference<>(Optional.of(first));
  }

  @Override
  public long size() {
    return facts.size();
  }

  @Override
  public InputStream open(long from) throws IOException {
    Optional<InputStream> ready = from == 0 ? first.getAndSet(Optional.empty()) : Optional.empty();
    return new SteadyInput(ready.isPresent() ? ready.get() : anew(from), from, this::anew);
  }

  private InputStream anew(long from) throws IOException {
    try {
      return switch (store.open(facts.name(), Optional.of(facts.version()), from)) {
        case Opened.Found(ObjectFacts ignored, InputStream bytes) -> bytes;
        case Opened.Absent ignored -> throw end(missing(facts.name()));
        case Opened.Changed(ObjectFacts now) -> throw end(changed(facts.name(), now));
        case Opened.Unreadable(Failure failure) -> throw end(failure);
      };
    } catch (Trouble trouble) {
      throw new IOException(trouble.message(), trouble);
    }
  }

  private IOException end(Failure failure) {
    lost.set(Optional.of(failure));
    return new IOException(failure.message());
  }

  /** Why it can be read no more; empty where it can. */
  public Optional<Failure> lost() {
    return lost.get();
  }

  /**
   * Puts it into another store. Where it was lost on the way, that is the answer, whatever the
   * other store made of it.
   *
   * @param bytes this content, or what passes it on
   */
  public PutAnswer put(ObjectStore to, String name, ObjectContent bytes, PutTerms terms)
      throws Trouble {
    try {
      return to.put(name, bytes, terms);
    } catch (Trouble trouble) {
      if (lost().isPresent()) {
        return new PutAnswer.Unfit(lost().get());
      }
      throw trouble;
    }
  }

  /** Closes the bytes that nobody has asked for. */
  public void close() {
    first
        .getAndSet(Optional.empty())
        .ifPresent(bytes -> {
          try {
            bytes.close();
          } catch (IOException e) {
            // Nothing was read of it, so there is nothing to lose.
          }
        });
  }

  /** That nothing stands under a name. */
  public static Failure missing(String name) {
    return new Failure(ErrorCode.OBJECT_MISSING, "there is no '" + name + "' any more");
  }

  /** That another content stands under a name. */
  public static Failure changed(String name, ObjectFacts now) {
    return new Failure(
        ErrorCode.OBJECT_CHANGED,
        "'"
            + name
            + "' was changed after it was listed; now it has "
            + now.size()
            + " bytes and is of "
            + now.modified());
  }
}
