package io.godwit.common.spi.sink;

import io.godwit.common.model.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sink that can tell beforehand what of its target may keep rows from going in as they are.
 *
 * <p>What would fail every row is not among it where it can be refused; see {@link SupportsFields}.
 */
public interface SupportsCautions {

  /**
   * What a person should know before the first row is written, a sentence each; free of secrets.
   * Needs no connection.
   *
   * @param table as {@link io.godwit.common.model.Row#table()} numbers it
   * @param declared the fields of its rows of which it is known what they hold, by the names that
   *     rows have for them; each with the least that it is sure to hold
   * @param all the names of all fields that its rows have; empty where rows differ
   */
  List<String> cautions(int table, List<Field> declared, Optional<Set<String>> all);
}
