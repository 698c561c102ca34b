package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.Keys;
import io.godwit.jdbc.sql.Piece;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which records of a batch have to be looked at before those in front of them are written. */
final class Repeat {

  private Repeat() {}

  /**
   * The refused records that stand behind a record of the same key which was not refused.
   *
   * @param refused by the target, in this attempt
   */
  static List<Integer> behindOthers(BitSet refused, Keys keys) {
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
  static List<Piece> without(
      List<Piece> pieces, List<Integer> behind, List<Boolean> held, Keys keys) {
    Map<String, Integer> writtenTo = new HashMap<>();
    for (int i = 0; i < behind.size(); i++) {
      if (held.get(i)) {
        writtenTo.merge(keys.text(behind.get(i)), behind.get(i), Math::max);
      }
    }
    List<Piece> left = new ArrayList<>();
    for (Piece piece : pieces) {
      int[] records =
          Arrays.stream(piece.records())
              .filter(record -> record > writtenTo.getOrDefault(keys.text(record), -1))
              .toArray();
      if (records.length > 0) {
        left.add(new Piece(piece.group(), records));
      }
    }
    return left;
  }
}
