package io.godwit.common.store;

import io.godwit.common.model.RecordId;
import java.util.Optional;

/**
 * Whose an object is: what {@link PutTerms#mark()} says of the record that has put it. A record of
 * a run has one mark, whichever worker puts its object and however often.
 *
 * @param run of a job, without a slash
 * @param record its place in the books of the run
 * @param shared whether other records may need the object: then it is nobody's to take back
 */
public record RecordMark(String run, RecordId record, boolean shared) {

  private static final String SHARED = "shared";

  /** Of an object that belongs to its record alone. */
  public RecordMark(String run, RecordId record) {
    this(run, record, false);
  }

  /** The text that is kept with the object; never changes, since stores hold it. */
  public String text() {
    String own = run + "/" + record.split() + "/" + record.ordinal();
    return shared ? own + "/" + SHARED : own;
  }

  /** The mark of a text; empty where it is none, as somebody else may have written it. */
  public static Optional<RecordMark> of(String text) {
    String[] parts = text.split("/", -1);
    boolean shared = parts.length == 4 && parts[3].equals(SHARED);
    if (parts[0].isEmpty() || !(parts.length == 3 || shared)) {
      return Optional.empty();
    }
    try {
      int split = Integer.parseInt(parts[1]);
      long ordinal = Long.parseLong(parts[2]);
      return split < 0 || ordinal < 0
          ? Optional.empty()
          : Optional.of(new RecordMark(parts[0], new RecordId(split, ordinal), shared));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The mark of an object; empty where it has none of this kind, or a listing does not tell it. */
  public static Optional<RecordMark> of(ObjectFacts facts) {
    return facts.mark().flatMap(RecordMark::of);
  }

  /**
   * Whether an object is this record's alone, by its own making: it has this mark, others may not
   * need it, and nothing stood under the name before.
   */
  public boolean owns(ObjectFacts facts) {
    return !shared
        && facts.mark().filter(text()::equals).isPresent()
        && !facts.notes().containsKey(PutTerms.REPLACED);
  }
}
