package io.godwit.common.select;

import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.SplitReader;
import java.util.List;
import java.util.Optional;

/** Reads a split up to its limit, and leaves out what is not of the sample. For one thread. */
final class SelectedReader implements SplitReader {

  private final SplitReader reader;
  private final Optional<KeySample> sample;
  private long left;

  /**
   * A reader.
   *
   * @param left how many records it answers at most
   * @param sample which of them are moved; empty for all
   */
  SelectedReader(SplitReader reader, long left, Optional<KeySample> sample) {
    this.reader = reader;
    this.left = left;
    this.sample = sample;
  }

  @Override
  public List<Reading> read(int max) throws Trouble {
    if (left <= 0) {
      return List.of();
    }
    List<Reading> readings = reader.read((int) Math.min(max, left));
    left -= readings.size();
    return sample.isEmpty()
        ? readings
        : readings.stream().map(reading -> sampled(sample.get(), reading)).toList();
  }

  private static Reading sampled(KeySample sample, Reading reading) {
    return switch (reading) {
      case Reading.Read(var record) ->
          sample.takes(record.key().text())
              ? reading
              : new Reading.LeftOut(record.id(), Optional.of(record.key()), record.origin());
      case Reading.Unreadable bad ->
          sample.takes(bad.key().map(Key::text).orElseGet(() -> text(bad.id())))
              ? reading
              : new Reading.LeftOut(bad.id(), bad.key(), bad.origin());
      case Reading.LeftOut out -> out;
    };
  }

  /** What has no key is known by its place, which it has at every attempt. */
  private static String text(RecordId id) {
    return id.split() + "/" + id.ordinal();
  }

  @Override
  public Position position() {
    return reader.position();
  }

  @Override
  public void close() {
    reader.close();
  }
}
