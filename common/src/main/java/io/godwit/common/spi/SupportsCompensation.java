package io.godwit.common.spi;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * A step that makes something outside of the record, and takes it back where the record is refused
 * in the end: by a later step, by the sink, or by an operator. Any thread may call it.
 *
 * <p>A worker asks what it makes before it has the step made it, and has it taken back before the
 * refusal is settled. Killed anywhere between, the batch is repeated, and the step finds what it
 * has made by its own mark: what is made must say whose it is. So a made thing has a written row,
 * or it is found by its mark when the run is over.
 */
public interface SupportsCompensation {

  /**
   * What is made of a record, by a name that is enough to find it again. Asks nobody, and says the
   * same as long as the record is the same.
   *
   * @param record as it comes into the step
   * @return empty where nothing is made, or what is made may be needed by others, too
   */
  Optional<String> makes(DataRecord record);

  /**
   * Takes back what this run has made of these records, and nothing else: what stands there and was
   * made by another record, another run or somebody else stays. May be called again.
   *
   * @throws Trouble where it cannot be said that it is gone; the caller asks again
   */
  void takeBack(List<Creation> creations) throws Trouble;

  /**
   * Something made of a record.
   *
   * @param record its place in the books of the run
   * @param name as {@link #makes} has said it
   */
  record Creation(RecordId record, String name) {}
}
