package io.godwit.producer.forget;

import io.godwit.common.model.failure.Trouble;

/**
 * A place that keeps data of records beyond their run. Whatever is built that keeps some implements
 * this, and is named in {@link ForgetWork}.
 */
interface KeptData {

  /** What a person calls one thing that is kept there. */
  String what();

  /**
   * Removes what is meant. To be repeated after a kill at any point.
   *
   * @param dry whether it is only counted
   * @return how many things were removed
   * @throws Trouble where a server does not answer
   */
  long forget(boolean dry) throws Trouble, InterruptedException;
}
