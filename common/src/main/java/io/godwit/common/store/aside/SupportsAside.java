package io.godwit.common.store.aside;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectStore;

/**
 * A store that can keep objects of Godwit's own beside those that it lists. Nobody meets them by
 * the names of the store itself: they are not listed, looked at, read, put or removed there.
 *
 * <p>Any thread may call it.
 */
public interface SupportsAside {

  /** What is kept aside, as a store of its own, with names of its own. Closed with this one. */
  ObjectStore aside();

  /**
   * Copies an object aside, with all that the store keeps beside its content: type, notes, and what
   * else it lets be set. Durable when this returns, and whole or not there.
   *
   * @param version that the object must have
   * @param as the name aside, which is of this version of this object and of nothing else: where it
   *     stands already, this is done
   * @throws Trouble where the store does not answer
   */
  Copied keep(String name, String version, String as) throws Trouble;

  /**
   * Puts back what was kept, in the place of one version of an object. Where this ends with trouble
   * it may be there, and a repeat is told that the version has changed.
   *
   * @param kept the name aside
   * @param over the version that is replaced, and no other
   * @throws Trouble where the store does not answer
   */
  Copied putBack(String kept, String name, String over) throws Trouble;
}
