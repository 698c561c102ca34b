package io.godwit.common.spi.drafting;

import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * Begins a job file for somebody who has an address and nothing else yet. A connector that can is
 * found through {@link java.util.ServiceLoader}. Stateless; asks no server, and reads no more of a
 * file than its beginning.
 */
public interface Drafting {

  /** The forms of address that it knows, for a message: {@code jdbc:postgresql://HOST/DATABASE}. */
  List<String> addresses();

  /**
   * How all that stands at an address is read.
   *
   * @param address as it was typed; it may hold a password
   * @param connection the name that its connection will have
   * @return empty where it is not of its kind
   * @throws Trouble where a file cannot be read
   * @throws io.godwit.common.model.failure.Refused where there is no such file
   */
  Optional<SourceDraft> source(String address, String connection) throws Trouble;

  /**
   * How units are written to an address.
   *
   * @param address as it was typed; it may hold a password
   * @param connection the name that its connection will have
   * @return empty where it is not of its kind
   */
  Optional<SinkDraft> sink(String address, String connection);
}
