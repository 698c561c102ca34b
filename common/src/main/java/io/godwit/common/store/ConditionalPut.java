package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.Optional;

/**
 * How a put is carried out where the store itself checks a condition as it stores: nothing under
 * the name, or this version. Nothing is ever stored without one, so that of several puts at once
 * each knows what it has replaced. An answer that was lost, and a process that was killed, are both
 * found again by the mark.
 *
 * @param place the object, for messages
 * @param size of the content, in bytes
 * @param look what the store is asked
 * @param send what it is given
 */
public record ConditionalPut(String place, PutTerms terms, long size, Look look, Send send) {

  /** How often others may come between the look and the put before it becomes trouble. */
  private static final int ATTEMPTS = 3;

  /** What stands under the name. */
  @FunctionalInterface
  public interface Look {

    /** Empty where nothing does. */
    Optional<ObjectFacts> look() throws Trouble;
  }

  /** Stores the content under a condition. */
  @FunctionalInterface
  public interface Send {

    /**
     * Stores it.
     *
     * @param over the version that stands there; empty where nothing does
     * @param replaces whether that is another's, which {@link PutTerms#REPLACED} then notes
     * @return empty where the condition was not met
     */
    Optional<ObjectFacts> send(Optional<String> over, boolean replaces) throws Trouble, UnfitObject;
  }

  /**
   * Puts it.
   *
   * @param looking whether to look before the first attempt, where sending costs more than a look
   */
  public PutAnswer put(boolean looking) throws Trouble {
    Optional<ObjectFacts> there = looking || terms.replace() ? look.look() : Optional.empty();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<PutAnswer> settled = there.flatMap(this::settled);
      if (settled.isPresent()) {
        return settled.get();
      }
      if (there.isEmpty() && terms.over().isPresent()) {
        throw new Trouble(
            ErrorCode.STORE_BUSY, place + " was removed by others before it could be replaced");
      }
      boolean replaces = there.isPresent() && !there.filter(this::created).isPresent();
      try {
        Optional<ObjectFacts> sent = send.send(there.map(ObjectFacts::version), replaces);
        if (sent.isPresent()) {
          return new PutAnswer.Stored(sent.get(), !replaces);
        }
      } catch (UnfitObject unfit) {
        return new PutAnswer.Unfit(unfit.failure());
      }
      there = look.look();
    }
    throw new Trouble(
        ErrorCode.STORE_BUSY, place + " was changed by others each time before it could be put");
  }

  /** What needs no sending: our own of an earlier attempt, and another's that stays. */
  private Optional<PutAnswer> settled(ObjectFacts there) {
    if (own(there)) {
      return there.size() == size
          ? Optional.of(new PutAnswer.Stored(there, created(there)))
          : Optional.empty();
    }
    return terms.replaces(there.version())
        ? Optional.empty()
        : Optional.of(new PutAnswer.Taken(there));
  }

  private boolean own(ObjectFacts there) {
    return there.mark().isPresent() && there.mark().equals(terms.mark());
  }

  private boolean created(ObjectFacts there) {
    return own(there) && !there.notes().containsKey(PutTerms.REPLACED);
  }
}
