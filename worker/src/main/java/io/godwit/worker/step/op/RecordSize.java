package io.godwit.worker.step.op;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.bounds.Weight;
import java.util.Optional;

/**
 * What a step may make of a record as a whole. Each value may be small enough, and a job of many
 * steps still double the record with each.
 *
 * <p>Only a step that has put a value of some size into the record weighs it: what was read is
 * within {@code source.max-record}, and most steps change nothing or a few bytes. So a job without
 * such values pays a comparison a field.
 */
public final class RecordSize {

  /** Of values below, a record would need thousands to become too large. */
  private static final int SMALL = 4 << 10;

  private RecordSize() {}

  /**
   * Why the record is too large; empty where it is not.
   *
   * @param what the step and the field, as messages begin
   * @param field the field that was put
   * @param put its value
   * @param fields the record with it
   */
  public static Optional<Failure> refuse(String what, String field, Value put, Document fields) {
    long weight = Weight.of(put);
    if (weight <= SMALL) {
      return Optional.empty();
    }
    long all = weight > Weight.MOST ? weight : Weight.of(fields);
    return all <= Weight.MOST
        ? Optional.empty()
        : Optional.of(
            new Failure(
                ErrorCode.RECORD_TOO_LARGE,
                what
                    + ": the field has "
                    + Weight.atLeast(weight)
                    + " and the record with it "
                    + Weight.atLeast(all)
                    + "; a record may have "
                    + Weight.text(Weight.MOST)
                    + " after a step",
                field));
  }
}
