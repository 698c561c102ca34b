package io.godwit.files.listing;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.store.NameOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the names of one split. The plan has counted them; where there are more or fewer at the
 * end, the source is not what was planned, and the run is refused instead of being short of a file
 * that nobody misses. For one thread.
 */
final class NameReader implements SplitReader {

  private final Split split;
  private final String to;
  private final Listed listed;
  private final Origin origin;
  private long ordinal;
  private String at;
  private boolean ended;

  /**
   * A reader.
   *
   * @param listed from the place of the position on
   */
  NameReader(Split split, Position from, Listed listed) {
    this.split = split;
    this.to = NameRange.parse(split.range()).to();
    this.listed = listed;
    this.origin = new Origin(split.unit(), 0);
    this.ordinal = from.ordinal();
    this.at = from.at();
  }

  @Override
  public List<Reading> read(int max) throws Trouble {
    List<Reading> readings = new ArrayList<>();
    while (readings.size() < max && !ended) {
      Optional<Listed.Item> next = listed.next();
      if (next.isEmpty() || isBeyond(next.get())) {
        ended = true;
        requireCount();
      } else {
        take(next.get(), readings);
      }
    }
    return readings;
  }

  private boolean isBeyond(Listed.Item item) {
    if (to.isEmpty()) {
      return false;
    }
    int order = NameOrder.NAMES.compare(item.place().behind(), to);
    return order > 0 || (order == 0 && item instanceof Listed.Item.Lost);
  }

  private void requireCount() {
    if (ordinal != split.records()) {
      throw new Refused(
          ErrorCode.SOURCE_CHANGED,
          "split %d of %s had %d names when the run was planned, and has %d now"
              .formatted(split.number(), split.unit(), split.records(), ordinal));
    }
  }

  private void take(Listed.Item item, List<Reading> readings) {
    RecordId id = new RecordId(split.number(), ordinal);
    switch (item) {
      case Listed.Item.Other ignored -> {
        return;
      }
      case Listed.Item.Named object ->
          readings.add(
              new Reading.Read(
                  new DataRecord(
                      id,
                      // One part, so nothing has to tell its slashes from those between parts.
                      new Key(object.facts().name()),
                      origin,
                      FileFields.of(object.facts(), split.unit()))));
      case Listed.Item.Lost lost ->
          readings.add(
              new Reading.Unreadable(
                  id,
                  Optional.of(new Key(lost.what().name())),
                  origin,
                  lost.what().name().getBytes(StandardCharsets.UTF_8),
                  lost.what().failure().orElseThrow()));
    }
    ordinal++;
    at = item.place().text();
  }

  @Override
  public Position position() {
    return new Position(ordinal, at);
  }

  @Override
  public void close() {
    // The store is the source's.
  }
}
