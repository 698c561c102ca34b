package io.godwit.mongodb.undo;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has all that is written in a partition kept as it was. It notes nothing of what became of
 * records: upserts leave no trace when they are repeated.
 *
 * <p>Where a batch ends with trouble, nobody knows whether the server is still at it; then it
 * counts as under way, until a repeat has ended or an undo has waited long enough.
 */
final class PartitionKeeping implements PartitionLedger {

  private final CollectionNotes notes;
  private final DocumentImages images;
  private final String run;
  private final int partition;

  PartitionKeeping(CollectionNotes notes, DocumentImages images, String run, int partition) {
    this.notes = notes;
    this.images = images;
    this.run = run;
    this.partition = partition;
  }

  @Override
  public Sink through(Sink sink) {
    // What is no such sink writes nothing: its records fail, whatever they hold.
    return sink instanceof KeepableSink keepable ? new Kept(this, keepable) : sink;
  }

  @Override
  public void turnTo(LedgerSpan span) {
    // What is kept goes by keys, wherever their records stand.
  }

  @Override
  public void comesLate(boolean late) {
    // Nor does it matter which of them comes first: what was there before any of them is kept.
  }

  /** How a batch is written. */
  private interface Writing {
    List<Answer> write(List<Write> batch) throws Trouble;
  }

  /** A sink in front of which it stands. */
  private record Kept(PartitionKeeping keeping, KeepableSink sink)
      implements Sink, SupportsWitness, SupportsRecall {

    @Override
    public List<Answer> write(List<Write> batch) throws Trouble {
      return keeping.write(sink, batch, sink::write);
    }

    @Override
    public List<Answer> isolate(List<Write> batch) throws Trouble {
      return keeping.write(sink, batch, sink::isolate);
    }

    @Override
    public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
      return sink.witness(accepted, refused);
    }

    @Override
    public List<Boolean> holds(List<Write> writes) throws Trouble {
      return sink.holds(writes);
    }
  }

  private List<Answer> write(KeepableSink sink, List<Write> batch, Writing writing) throws Trouble {
    notes.enter(run, partition);
    List<Leaving> leaving = sink.leaving(batch);
    Map<Integer, Failure> unkept = images.keep(leaving);
    List<Answer> answers = unkept.isEmpty() ? writing.write(batch) : some(batch, unkept, writing);
    takeBack(leaving, answers);
    notes.leave(run, partition);
    return answers;
  }

  private static List<Answer> some(List<Write> batch, Map<Integer, Failure> unkept, Writing writing)
      throws Trouble {
    List<Write> rest = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (!unkept.containsKey(i)) {
        rest.add(batch.get(i));
      }
    }
    List<Answer> written = rest.isEmpty() ? List.of() : writing.write(rest);
    List<Answer> answers = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < batch.size(); i++) {
      Failure failure = unkept.get(i);
      answers.add(failure == null ? written.get(next++) : new Outcome.Failed(failure));
    }
    return answers;
  }

  /** Of a key that another record of the batch has written, nothing that may be what it wrote. */
  private void takeBack(List<Leaving> leaving, List<Answer> answers) throws Trouble {
    Set<String> written = new HashSet<>();
    List<Leaving> refused = new ArrayList<>();
    for (Leaving one : leaving) {
      if (answers.get(one.write()) instanceof Outcome.Written) {
        written.add(one.collection() + "/" + one.id());
      } else {
        refused.add(one);
      }
    }
    refused.removeIf(one -> written.contains(one.collection() + "/" + one.id()));
    if (!refused.isEmpty()) {
      images.notWritten(refused);
    }
  }
}
