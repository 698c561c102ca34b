package io.godwit.producer.replay;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.replay.LetterSurvey;
import io.godwit.common.replay.RootRun;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was written later, in the order of the source, to the rows of some records. The work topic
 * says which records have a row, as the target tells rows apart, and the receipts which of these
 * were written. What is held grows with the rows that are asked for and with the later records of
 * these rows, not with the run. For one use, by one thread.
 *
 * <p>Rows are told apart by a hash of 64 bits: of a million failed records among a million others,
 * in one of ten million replays a record is taken for superseded that is not, and is reported so.
 */
final class LaterWrites {

  /** The order of the source, as the books of the root run have it. */
  static final Comparator<RecordId> IN_SOURCE_ORDER =
      Comparator.comparingInt(RecordId::split).thenComparingLong(RecordId::ordinal);

  /** Some hundred MB; a source in which most records have the key of a failed one is a mistake. */
  private static final int MOST_CANDIDATES = 3_000_000;

  private final Cluster cluster;
  private final Topics topics;
  private final RootRun root;
  private final LetterSurvey survey;
  private final ToLongFunction<DataRecord> rows;
  private final Map<Long, RecordId> asked;
  private final Map<Place, Candidate> candidates = new HashMap<>();
  private final Map<Long, RecordId> written = new HashMap<>();
  private final WorkReader reader = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();

  private record Place(String run, RecordId id) {}

  private record Candidate(long row, RecordId origin) {}

  /**
   * Of a root run and its replays.
   *
   * @param rows the hash of the row that a record becomes
   * @param asked the first record in the order of the source that is to be written to each row
   */
  LaterWrites(
      Cluster cluster,
      Topics topics,
      RootRun root,
      LetterSurvey survey,
      ToLongFunction<DataRecord> rows,
      Map<Long, RecordId> asked) {
    this.cluster = cluster;
    this.topics = topics;
    this.root = root;
    this.survey = survey;
    this.rows = rows;
    this.asked = asked;
  }

  /**
   * The last record that was written to each row; rows without one are left out.
   *
   * @throws Refused where that is not to be known
   */
  Map<Long, RecordId> find() {
    try (TopicReader work = TopicReader.open(cluster, topics.work(), root.starts().work())) {
      requireWhole(work, root.run());
      work.toEnd(this::look);
    }
    if (!candidates.isEmpty()) {
      try (TopicReader receipts =
          TopicReader.open(cluster, topics.receipts(), root.starts().receipts())) {
        receipts.toEnd(message -> settle(message.value()));
      }
    }
    return written;
  }

  /**
   * Makes sure that nothing of a run is missing in the work topic.
   *
   * @throws Refused where something is
   */
  static void requireWhole(TopicReader work, String run) {
    if (work.isCut()) {
      throw new Refused(
          ErrorCode.REPLAY_REFUSED,
          "the work of run "
              + run
              + " is not there any more, as after godwit forget: which of its records were written"
              + " later is not known, and none of them can be written once more");
    }
  }

  private void look(ConsumerRecord<byte[], byte[]> message) {
    Optional<WorkPack> pack =
        reader
            .read(message)
            .filter(WorkPack::isReadable)
            .filter(found -> found.run().equals(root.run()) || survey.isReplay(found.run()));
    if (pack.isPresent()) {
      for (WorkRecord record : decoder.open(pack.get())) {
        if (record instanceof WorkRecord.Decoded decoded) {
          look(pack.get().run(), decoded.record());
        }
      }
    }
  }

  private void look(String run, DataRecord record) {
    long row = rows.applyAsLong(record);
    Optional<RecordId> first = Optional.ofNullable(asked.get(row));
    Optional<RecordId> origin = survey.origin(run, record.id());
    if (first.isPresent()
        && origin.isPresent()
        && IN_SOURCE_ORDER.compare(origin.get(), first.get()) > 0) {
      candidates.put(new Place(run, record.id()), new Candidate(row, origin.get()));
      if (candidates.size() > MOST_CANDIDATES) {
        throw new Refused(
            ErrorCode.REPLAY_REFUSED,
            "more than "
                + MOST_CANDIDATES
                + " later records have the keys of failed ones, and"
                + " which were written is not looked for among so many; narrow what is replayed,"
                + " or write over what is newer with --overwrite");
      }
    }
  }

  private void settle(byte[] value) {
    try {
      Receipt.Summary summary = ReceiptCodec.summary(value);
      if (summary.run().equals(root.run()) || survey.isReplay(summary.run())) {
        for (Receipt.Entry entry : ReceiptCodec.decode(value).entries()) {
          settle(summary.run(), entry);
        }
      }
    } catch (OtherVersion e) {
      if (e.run().equals(root.run())) {
        throw new Refused(
            ErrorCode.REPLAY_REFUSED, e.at("a receipt of run " + e.run()).message(), e);
      }
    }
  }

  private void settle(String run, Receipt.Entry entry) {
    boolean stands =
        switch (entry.end()) {
          case WRITTEN, UNCHANGED -> true;
          case DROPPED, FAILED -> false;
        };
    if (stands) {
      Optional.ofNullable(candidates.get(new Place(run, entry.id())))
          .ifPresent(found -> written.merge(found.row(), found.origin(), LaterWrites::later));
    }
  }

  private static RecordId later(RecordId one, RecordId other) {
    return isBehind(one, other) ? one : other;
  }

  /** The first of two in the order of the source. */
  static RecordId earlier(RecordId one, RecordId other) {
    return isBehind(one, other) ? other : one;
  }

  /** Whether one stands behind the other in the order of the source. */
  static boolean isBehind(RecordId one, RecordId other) {
    return IN_SOURCE_ORDER.compare(one, other) > 0;
  }
}
