package io.godwit.producer.replay;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.letter.LetterClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what one claim takes, in its order. The letters of a claim are bounded in number and bytes
 * and are fetched at once: they stand in the topic in the order in which they failed. For one
 * thread.
 */
final class LetterReader implements SplitReader {

  private final LetterClaim claim;
  private final Map<Place, ConsumerRecord<byte[], byte[]>> letters;
  private final SourceAgain again;
  private final WorkReader work = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();
  private int next;

  private record Place(int partition, long offset) {}

  private LetterReader(
      LetterClaim claim,
      Map<Place, ConsumerRecord<byte[], byte[]>> letters,
      SourceAgain again,
      int next) {
    this.claim = claim;
    this.letters = letters;
    this.again = again;
    this.next = next;
  }

  /** A reader from a position on; it closes what reads the source again. */
  static LetterReader open(
      Cluster cluster, Topics topics, LetterClaim claim, Position from, SourceAgain again) {
    int next = Math.toIntExact(from.ordinal());
    List<LetterClaim.Letter> left = claim.letters().subList(next, claim.letters().size());
    boolean worked = left.stream().anyMatch(letter -> letter.way() == LetterClaim.Way.WORK);
    String topic = worked ? topics.work() : topics.failed();
    return new LetterReader(claim, fetched(cluster, topic, left), again, next);
  }

  private static Map<Place, ConsumerRecord<byte[], byte[]>> fetched(
      Cluster cluster, String topic, List<LetterClaim.Letter> wanted) {
    Map<Place, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    Map<Integer, Long> from = new HashMap<>();
    Map<Integer, Long> to = new HashMap<>();
    for (LetterClaim.Letter letter : wanted) {
      from.merge(letter.partition(), letter.offset(), Math::min);
      to.merge(letter.partition(), letter.offset() + 1, Math::max);
    }
    java.util.Set<Place> places = new java.util.HashSet<>();
    wanted.forEach(letter -> places.add(new Place(letter.partition(), letter.offset())));
    int partitions = from.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    List<Long> starts = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      starts.add(from.getOrDefault(partition, 0L));
    }
    if (!wanted.isEmpty()) {
      try (TopicReader reader = TopicReader.open(cluster, topic, starts)) {
        reader.upTo(
            to,
            message -> {
              Place place = new Place(message.partition(), message.offset());
              if (places.contains(place)) {
                found.put(place, message);
              }
            });
      }
    }
    return found;
  }

  @Override
  public List<Reading> read(int max) throws Trouble {
    List<Reading> readings = new ArrayList<>();
    while (readings.size() < max && next < claim.letters().size()) {
      readings.add(reading(claim.letters().get(next)));
      next++;
    }
    return readings;
  }

  private Reading reading(LetterClaim.Letter taken) throws Trouble {
    RecordId id = new RecordId(claim.split(), next);
    if (taken.way() == LetterClaim.Way.WORK) {
      return new Reading.Read(worked(taken, id));
    }
    ConsumerRecord<byte[], byte[]> message =
        Optional.ofNullable(letters.remove(new Place(taken.partition(), taken.offset())))
            .orElseThrow(() -> gone(taken));
    DeadLetter letter = DeadLetters.read(message).orElseThrow(() -> gone(taken));
    return switch (taken.way()) {
      case FIELDS ->
          new Reading.Read(DeadLetters.record(message, letter, id).orElseThrow(() -> gone(taken)));
      case SOURCE ->
          again
              .read(taken.origin(), letter)
              .map(found -> SourceAgain.as(id, found))
              .orElseGet(() -> SourceAgain.gone(id, letter));
      case SUPERSEDED ->
          new Reading.Unreadable(
              id, letter.key().map(Key::new), letter.origin(), new byte[0], letter.failure());
      case WORK -> throw new IllegalStateException("no letter stands in the work topic");
    };
  }

  /** As it was published; several may stand in one pack. */
  private DataRecord worked(LetterClaim.Letter taken, RecordId id) {
    Optional<WorkPack> pack =
        Optional.ofNullable(letters.get(new Place(taken.partition(), taken.offset())))
            .flatMap(work::read)
            .filter(found -> found.run().equals(claim.root()));
    for (WorkRecord each : pack.map(decoder::open).orElse(List.of())) {
      if (each instanceof WorkRecord.Decoded(DataRecord record, int ignored, var before)
          && record.id().equals(taken.origin())) {
        return new DataRecord(id, record.key(), record.origin(), record.fields());
      }
    }
    throw gone(taken);
  }

  /** Nobody deletes a letter of the last run: somebody has, by another tool. */
  private Refused gone(LetterClaim.Letter taken) {
    return new Refused(
        ErrorCode.REPLAY_REFUSED,
        "what stood at partition "
            + taken.partition()
            + ", offset "
            + taken.offset()
            + ", which replay "
            + claim.run()
            + " has taken, is not there any more");
  }

  @Override
  public Position position() {
    return new Position(next, "");
  }

  @Override
  public void close() {
    again.close();
  }
}
