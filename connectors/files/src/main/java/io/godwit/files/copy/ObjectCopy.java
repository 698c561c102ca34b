package io.godwit.files.copy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.files.undo.Overwriting;
import java.io.InputStream;
import java.util.Optional;

/**
 * Copies one object. A copy that is repeated after a crash finds the mark of the first and is
 * written, as that was; one of an earlier run finds another mark, and is unchanged where the object
 * is the same.
 *
 * @param from the store that is read
 * @param to the store that is written
 * @param write how a record meets another object
 * @param most the largest object
 */
record ObjectCopy(ObjectStore from, ObjectStore to, SinkSpec.Write write, Optional<Size> most) {

  /**
   * What becomes of a record.
   *
   * @param name of the object at the target
   * @param mark of the record in its run; empty where nobody knows of a run
   * @param overwriting what is done before it is put
   */
  Answer copy(SourceObject source, String name, Optional<String> mark, Overwriting overwriting)
      throws Trouble {
    Optional<Failure> unfit = to.unfit(name).or(() -> tooLarge(source));
    if (unfit.isPresent()) {
      return new Outcome.Failed(unfit.get());
    }
    Optional<ObjectFacts> there = to.look(name);
    if (there.isPresent()) {
      Optional<Outcome> known = known(source, there.get(), mark, Optional.empty());
      if (known.isPresent()) {
        return known.get();
      }
    }
    return switch (from.open(source.name(), source.version(), 0)) {
      case Opened.Absent ignored -> new Outcome.Failed(CopiedContent.missing(source.name()));
      case Opened.Changed(ObjectFacts now) ->
          new Outcome.Failed(CopiedContent.changed(source.name(), now));
      case Opened.Unreadable(Failure failure) -> new Outcome.Failed(failure);
      case Opened.Found(ObjectFacts facts, InputStream bytes) -> {
        CopiedContent content = new CopiedContent(from, facts, bytes);
        try {
          yield copied(new Copying(facts, content, name, there, mark), overwriting);
        } finally {
          content.close();
        }
      }
    };
  }

  /** What the record becomes without a look at its content; empty where it is to be copied. */
  private Optional<Outcome> known(
      SourceObject source, ObjectFacts there, Optional<String> mark, Optional<ContentHash> hash) {
    if (mark.isPresent() && mark.equals(there.mark())) {
      return Optional.of(Outcome.Written.WRITTEN);
    }
    if (write == SinkSpec.Write.INSERT_IF_ABSENT || source.isAt(there, hash)) {
      return Optional.of(Outcome.Unchanged.UNCHANGED);
    }
    return write == SinkSpec.Write.INSERT ? Optional.of(taken(there)) : Optional.empty();
  }

  private static Outcome taken(ObjectFacts there) {
    return new Outcome.Failed(
        new Failure(
            ErrorCode.OBJECT_EXISTS,
            "another object of %d bytes and of %s stands under '%s'"
                .formatted(there.size(), there.modified(), there.name())));
  }

  private Optional<Failure> tooLarge(SourceObject source) {
    return most.filter(size -> source.size().orElse(0) > size.bytes())
        .map(size ->
            new Failure(
                ErrorCode.OBJECT_SIZE,
                "'%s' has %d bytes, and sink.max-size is %s"
                    .formatted(source.name(), source.size().orElse(0), size)));
  }

  /**
   * A copy that is to be made.
   *
   * @param facts of what is copied
   * @param there what stands under the name
   */
  private record Copying(
      ObjectFacts facts,
      CopiedContent content,
      String name,
      Optional<ObjectFacts> there,
      Optional<String> mark) {}

  private Answer copied(Copying copying, Overwriting overwriting) throws Trouble {
    ObjectFacts facts = copying.facts();
    String name = copying.name();
    SourceObject exact = SourceObject.of(facts);
    Optional<Failure> large = tooLarge(exact);
    if (large.isPresent()) {
      return new Outcome.Failed(large.get());
    }
    if (copying.there().filter(now -> exact.isAt(now, facts.hash())).isPresent()) {
      return Outcome.Unchanged.UNCHANGED;
    }
    PutTerms terms = CopiedTerms.of(facts, name, write == SinkSpec.Write.UPSERT, copying.mark());
    PutAnswer answer =
        overwriting.put(
            new Overwriting.Wanted(name, facts.size()),
            copying.there(),
            terms,
            by -> copying.content().put(to, name, copying.content(), by));
    return switch (answer) {
      case PutAnswer.Stored ignored -> Outcome.Written.WRITTEN;
      case PutAnswer.Unfit(Failure failure) -> new Outcome.Failed(failure);
      case PutAnswer.Taken(ObjectFacts now) ->
          known(exact, now, copying.mark(), facts.hash()).orElseGet(() -> taken(now));
    };
  }
}
