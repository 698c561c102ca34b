package io.godwit.common.spi;

/** The databases of a job with their references resolved; what it answers is not for printing. */
public interface Connections {

  /**
   * The connection of a name.
   *
   * @throws io.godwit.common.model.Refused where the job has none of this name, or a reference of
   *     it leads nowhere
   */
  Access open(String name);
}
