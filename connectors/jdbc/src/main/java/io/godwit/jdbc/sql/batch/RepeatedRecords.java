package io.godwit.jdbc.sql.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which records of a batch have to be looked at before those in front of them are written. */
public final class RepeatedRecords {

  private RepeatedRecords() {}

  /**
   * The refused records that stand behind a record of the same key which was not refused.
   *
   * @param refused by the target, in this attempt
   */
  public static List<Integer> behindOthers(BitSet refused, SinkKeys keys) {
    if (refused.isEmpty()) {
      return List.of();
    }
    List<Integer> behind = new ArrayList<>();
    Map<String, Boolean> written = new HashMap<>();
    for (int record = 0; record < keys.records(); record++) {
      if (keys.has(record)) {
        String key = keys.text(record);
        if (!refused.get(record)) {
          written.put(key, true);
        } else if (written.containsKey(key)) {
          behind.add(record);
        }
      }
    }
    return behind;
  }

  /**
   * Pieces without the records that an earlier attempt has written already: those that are held,
   * and what stands in front of them.
   */
  public static List<Slice> without(
      List<Slice> pieces, List<Integer> behind, List<Boolean> held, SinkKeys keys) {
    Map<String, Integer> writtenTo = new HashMap<>();
    for (int i = 0; i < behind.size(); i++) {
      if (held.get(i)) {
        writtenTo.merge(keys.text(behind.get(i)), behind.get(i), Math::max);
      }
    }
    List<Slice> left = new ArrayList<>();
    for (Slice slice : pieces) {
      int[] records =
          Arrays.stream(slice.records())
              .filter(record -> record > writtenTo.getOrDefault(keys.text(record), -1))
              .toArray();
      if (records.length > 0) {
        left.add(new Slice(slice.group(), records));
      }
    }
    return left;
  }
}
