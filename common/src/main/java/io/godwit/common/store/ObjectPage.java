package io.godwit.common.store;

import io.godwit.common.model.failure.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Some of the objects of a prefix.
 *
 * @param objects in the order of their names
 * @param leftOut what stands there and is no object, with the reason: a socket, a link that is not
 *     followed, a name that is no UTF-8
 */
public record ObjectPage(List<ObjectFacts> objects, List<LeftOut> leftOut) {

  /** Keeps the lists as they are. */
  public ObjectPage {
    objects = List.copyOf(objects);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * What a listing has met and does not answer.
   *
   * @param name as it can be shown: what is no UTF-8 is escaped
   * @param reason one sentence, the same for all that are left out for it
   * @param failure where it may be somebody's data: whoever lists accounts for it as a failed
   *     record instead of passing it over; empty where the rules of the store leave it out
   * @param behind the object that stands before it, or what the listing began behind; empty where
   *     there is none. So one that has no name can be found again
   */
  public record LeftOut(String name, String reason, Optional<Failure> failure, String behind) {

    /** What nobody needs to account for. */
    public LeftOut(String name, String reason) {
      this(name, reason, Optional.empty(), "");
    }
  }
}
