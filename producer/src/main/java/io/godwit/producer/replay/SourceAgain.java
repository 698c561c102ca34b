package io.godwit.producer.replay;

import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads records again at their places in the job's own source. Sources go to the place of a split's
 * beginning only, so what is asked for in the order of the source is one pass over each split. For
 * one thread.
 */
final class SourceAgain implements AutoCloseable {

  private static final int MOST = 500;

  private final Source source;
  private final Map<Integer, Split> splits;
  private final Deque<Reading> ahead = new ArrayDeque<>();
  private Optional<SplitReader> reader = Optional.empty();
  private int split;

  /** Of the splits of the root run, as it has planned them. */
  SourceAgain(Source source, Map<Integer, Split> splits) {
    this.source = source;
    this.splits = splits;
  }

  /**
   * What stands at the place of a record now.
   *
   * @param origin its place in the books of the root run
   * @param letter what is known of it
   * @return empty where it is not the same record any more: a source may change, as tables do
   * @throws Trouble where the source does not answer; this is then of no more use
   */
  Optional<Reading> read(RecordId origin, DeadLetter letter) throws Trouble {
    if (!splits.containsKey(origin.split())) {
      return Optional.empty();
    }
    if (reader.isEmpty() || split != origin.split() || isPast(origin)) {
      begin(origin.split());
    }
    while (true) {
      if (ahead.isEmpty()) {
        ahead.addAll(reader.orElseThrow().read(MOST));
      }
      Reading next = ahead.poll();
      if (next == null || next.id().ordinal() > origin.ordinal()) {
        return Optional.empty();
      }
      if (next.id().ordinal() == origin.ordinal()) {
        return Optional.of(next).filter(found -> isSame(found, letter));
      }
    }
  }

  private boolean isPast(RecordId origin) {
    Reading next = ahead.peek();
    return next != null
        ? next.id().ordinal() > origin.ordinal()
        : reader.filter(any -> any.position().ordinal() > origin.ordinal()).isPresent();
  }

  private void begin(int number) throws Trouble {
    close();
    split = number;
    reader = Optional.of(source.read(Objects.requireNonNull(splits.get(number)), Position.START));
  }

  /** A key that could not be read then may be readable now. */
  private static boolean isSame(Reading found, DeadLetter letter) {
    Optional<String> key =
        switch (found) {
          case Reading.Read(var record) -> Optional.of(record.key().text());
          case Reading.Unreadable bad -> bad.key().map(Key::text);
          case Reading.LeftOut out -> out.key().map(Key::text);
        };
    return origin(found).equals(letter.origin())
        && (key.isEmpty() || letter.key().isEmpty() || key.equals(letter.key()));
  }

  private static Origin origin(Reading found) {
    return switch (found) {
      case Reading.Read(var record) -> record.origin();
      case Reading.Unreadable bad -> bad.origin();
      case Reading.LeftOut out -> out.origin();
    };
  }

  /** The reading as a record of the replay. */
  static Reading as(RecordId id, Reading found) {
    return switch (found) {
      case Reading.Read(var record) ->
          new Reading.Read(
              new io.godwit.common.model.DataRecord(
                  id, record.key(), record.origin(), record.fields()));
      case Reading.Unreadable bad ->
          new Reading.Unreadable(id, bad.key(), bad.origin(), bad.raw(), bad.failure());
      case Reading.LeftOut out -> new Reading.LeftOut(id, out.key(), out.origin());
    };
  }

  /** That it is not there. */
  static Reading gone(RecordId id, DeadLetter letter) {
    return new Reading.Unreadable(
        id,
        letter.key().map(Key::new),
        letter.origin(),
        new byte[0],
        new Failure(
            ErrorCode.SOURCE_RECORD_GONE,
            "it failed with "
                + letter.failure().code().id()
                + ", and is not at "
                + letter.origin().text()
                + " any more"));
  }

  @Override
  public void close() {
    reader.ifPresent(SplitReader::close);
    reader = Optional.empty();
    ahead.clear();
  }
}
