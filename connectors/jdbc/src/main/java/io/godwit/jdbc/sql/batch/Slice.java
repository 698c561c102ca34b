package io.godwit.jdbc.sql.batch;

import java.util.Arrays;
import java.util.List;

/**
 * Records of a batch that go to the target in one statement: none of one key twice.
 *
 * @param group which columns they have; the writer knows what the number means
 * @param records their places in the batch, in the order in which they are sent; not changed by
 *     anybody, never empty
 */
public record Slice(int group, int[] records) {

  /** Its halves, in order. Only for a piece of at least two records. */
  public List<Slice> halves() {
    return List.of(part(0, records.length / 2), part(records.length / 2, records.length));
  }

  /**
   * What stands before a suspect, the suspect alone, and the halves of what stands behind it.
   * Behind it the piece is halved because the target has not looked at those records: had every
   * second record to be refused, sending all the rest each time would cost the square of it.
   */
  List<Slice> around(int suspect) {
    int behind = suspect + 1;
    int middle = behind + (records.length - behind) / 2;
    return List.of(
            part(0, suspect),
            part(suspect, behind),
            part(behind, middle),
            part(middle, records.length))
        .stream()
        .filter(piece -> piece.records.length > 0)
        .toList();
  }

  private Slice part(int start, int end) {
    return new Slice(group, Arrays.copyOfRange(records, start, end));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice(int otherGroup, int[] otherRecords)
        && group == otherGroup
        && Arrays.equals(records, otherRecords);
  }

  @Override
  public int hashCode() {
    return 31 * group + Arrays.hashCode(records);
  }

  @Override
  public String toString() {
    return "Slice[" + group + ", " + Arrays.toString(records) + "]";
  }
}
