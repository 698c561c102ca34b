package io.godwit.producer.verify;

import io.godwit.common.kafka.CarriedTrouble;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Match;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.run.VerifyProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares what stands in one partition of the work topic with the target. Some lots of records are
 * compared at once, each by a thread of its own; what was found of them is looked at in the order
 * of the partition. For one use, by one thread.
 */
final class PartitionCheck {

  private static final int LOT = 4000;
  private static final long BYTES_OF_LOT = 4 << 20;

  private final int partition;
  private final RunOutcomes outcomes;
  private final VerifyWork work;
  private final Sample sample;
  private final WorkReader reader = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();
  private final Candidates candidates;
  private final List<Candidate> unclear = new ArrayList<>();
  private final Deque<FutureTask<List<Checked>>> underWay = new ArrayDeque<>();
  private List<Taken> lot = new ArrayList<>();
  private long bytes;
  private long compared;

  /** A record that is to stand at the target. */
  private record Taken(Candidate.At at, DataRecord record) {}

  /** What was found of a row of it; no row where its rows are not known. */
  private record Checked(Candidate.At at, Optional<ExpectedRow> row, Match match) {}

  PartitionCheck(int partition, RunOutcomes outcomes, VerifyWork work, Sample sample) {
    this.partition = partition;
    this.outcomes = outcomes;
    this.work = work;
    this.sample = sample;
    this.candidates = new Candidates(work);
  }

  /**
   * Reads the partition on to an offset and compares.
   *
   * @throws Trouble where the target or a step's server does not answer
   * @throws io.godwit.common.model.failure.Refused where it cannot be compared
   */
  void read(TopicReader topic, long end) throws Trouble {
    try {
      CarriedTrouble.<ConsumerRecord<byte[], byte[]>>through(
          each -> topic.upTo(Map.of(partition, end), each), this::accept);
      send();
      while (!underWay.isEmpty()) {
        takeIn();
      }
    } finally {
      underWay.forEach(task -> task.cancel(true));
    }
  }

  /** What differs, in the order of the partition; then what cannot be told. */
  List<Candidate> found() {
    List<Candidate> all = new ArrayList<>(candidates.left());
    all.addAll(unclear);
    return all;
  }

  /** What it comes to. */
  VerifyProgress.Found numbers() {
    long missing = 0;
    long different = 0;
    long doubled = 0;
    long untold = 0;
    for (Candidate one : found()) {
      switch (one.match()) {
        case Match.Missing ignored -> missing++;
        case Match.Different ignored -> different++;
        case Match.Doubled ignored -> doubled++;
        case Match.Unclear ignored -> untold++;
        case Match.Equal ignored -> throw new IllegalStateException("what is equal is not found");
      }
    }
    return new VerifyProgress.Found(compared, missing, different, doubled, untold);
  }

  private void accept(ConsumerRecord<byte[], byte[]> message) throws Trouble {
    Optional<WorkPack> pack = reader.read(message).filter(WorkPack::isReadable);
    if (pack.isEmpty() || !sample.has(pack.get())) {
      return;
    }
    for (WorkRecord each : decoder.open(pack.get())) {
      if (each instanceof WorkRecord.Decoded(DataRecord record, int size, var ignored)
          && outcomes.stands(pack.get().run(), record.id())) {
        Candidate.At at =
            new Candidate.At(
                pack.get().run(),
                record.withFields(Document.empty()),
                partition,
                pack.get().offset());
        lot.add(new Taken(at, record));
        bytes += size;
      }
    }
    if (lot.size() >= LOT || bytes >= BYTES_OF_LOT) {
      send();
    }
  }

  private void send() throws Trouble {
    if (lot.isEmpty()) {
      return;
    }
    while (underWay.size() >= work.atOnce()) {
      takeIn();
    }
    List<Taken> full = lot;
    lot = new ArrayList<>();
    bytes = 0;
    FutureTask<List<Checked>> task = new FutureTask<>(() -> checked(full));
    underWay.add(task);
    Thread.ofVirtual().name("verify-" + partition).start(task);
  }

  private List<Checked> checked(List<Taken> records) throws Trouble {
    List<Expected> expected = work.expected(records.stream().map(Taken::record).toList());
    List<Checked> checked = new ArrayList<>();
    List<ExpectedRow> rows = new ArrayList<>();
    List<Candidate.At> ofRows = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Candidate.At at = records.get(i).at();
      switch (expected.get(i)) {
        case Expected.Rows(List<ExpectedRow> become) ->
            become.forEach(row -> {
              if (row.key().isEmpty()) {
                String reason = "nothing tells the rows of " + row.place() + " apart";
                checked.add(new Checked(at, Optional.empty(), new Match.Unclear(reason)));
              } else {
                rows.add(row);
                ofRows.add(at);
              }
            });
        case Expected.Unknown(String reason) ->
            checked.add(new Checked(at, Optional.empty(), new Match.Unclear(reason)));
      }
    }
    List<Match> matches = rows.isEmpty() ? List.of() : work.compare(rows);
    for (int i = 0; i < rows.size(); i++) {
      checked.add(new Checked(ofRows.get(i), Optional.of(rows.get(i)), matches.get(i)));
    }
    return checked;
  }

  private void takeIn() throws Trouble {
    for (Checked one : answer(underWay.remove())) {
      if (one.row().isPresent()) {
        compared++;
        candidates.found(one.at(), one.row().get(), one.match());
      } else if (outcomes.isKnown()) {
        // Else it may be one that was dropped or has failed, of which there is nothing to tell.
        unclear.add(new Candidate(one.at(), "", List.of(), one.match()));
      }
    }
  }

  private static List<Checked> answer(FutureTask<List<Checked>> task) throws Trouble {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Trouble trouble -> throw trouble;
        case RuntimeException wrong -> throw wrong;
        case Error wrong -> throw wrong;
        case null, default -> throw new IllegalStateException("a comparison ended", e);
      }
    }
  }
}
