package io.godwit.common.store;

import java.util.List;

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
   * @param reason one sentence
   */
  public record LeftOut(String name, String reason) {}
}
