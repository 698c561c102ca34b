package io.godwit.jdbc.spec;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.SourceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is read of a SQL database, whatever is named. */
public sealed interface SqlSpec extends SourceSpec permits TablesSpec, QuerySpec {

  /** The connection. */
  String in();

  /** How many rows a split has, about; from 1. */
  int split();

  /** A condition that the rows meet, in the database's own words. */
  Optional<String> where();

  /** The column by which a run tells what is new; empty where each run reads all. */
  Optional<String> watermark();

  /** How far below what was reached a run begins; empty for what is usual. */
  Optional<Duration> overlap();

  @Override
  default boolean isIncremental() {
    return watermark().isPresent();
  }

  @Override
  default boolean readsAgain() {
    return isIncremental() && overlap().filter(Duration::isZero).isEmpty();
  }

  @Override
  default Duplicates duplicates() {
    return Duplicates.ANY;
  }

  /**
   * All: a column of documents comes as its text, and must not become a text inside a document. Of
   * the others, those of characters go into columns of characters as they are, whichever way.
   */
  @Override
  default BareTexts bareTexts() {
    return BareTexts.allBut(Set.of());
  }

  /** The key that the job gives; empty where each table has its own. */
  @Override
  List<String> key();
}
