package io.godwit.common.spi;

import io.godwit.common.model.Secret;
import io.godwit.common.spec.ConnectionSpec;

/**
 * A connection whose references can be followed.
 *
 * @param name as the job calls it
 * @param spec what the job file says of it
 * @param address where it leads: with its references followed, and for an embedded server where
 *     that one listens. It may hold a password
 * @param references follow the references in another of its texts
 */
public record Resolved<C extends ConnectionSpec>(
    String name, C spec, Secret address, References references) {

  /** Follows references. */
  @FunctionalInterface
  public interface References {

    /**
     * What a text of the job file says where its references lead.
     *
     * @param place what messages call the text
     * @throws io.godwit.common.model.failure.Refused where one leads nowhere
     */
    String follow(String text, String place);
  }

  /** What messages call the connection. */
  public String place() {
    return "connections." + name;
  }

  /**
   * Another text of it with its references followed.
   *
   * @param text as the record of its kind has it
   * @param key the text's key in the job file
   * @throws io.godwit.common.model.failure.Refused where a reference leads nowhere
   */
  public String follow(String text, String key) {
    return references.follow(text, place() + "." + key);
  }
}
