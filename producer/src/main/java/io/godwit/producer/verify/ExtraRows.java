package io.godwit.producer.verify;

import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.wire.run.VerifiedRow;
import io.godwit.producer.gone.OwnedRows;
import io.godwit.producer.gone.UnnamedRows;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rows that a job owns and that no record of its run has become: what somebody else has put
 * there, or a run before. It reads the keys of all records once more, table by table. For one use.
 */
final class ExtraRows {

  private final String run;
  private final long began;
  private final OwnedRows owned;
  private final UnnamedRows unnamed;
  private long found;

  /**
   * Those of a comparison.
   *
   * @param run whose task it is
   * @param began when the comparison began
   */
  ExtraRows(String run, long began, OwnedRows owned, UnnamedRows unnamed) {
    this.run = run;
    this.began = began;
    this.owned = owned;
    this.unnamed = unnamed;
  }

  /**
   * Finds them.
   *
   * @param each takes what is to be told of a row
   * @return how many there are
   * @throws Trouble where the target does not answer
   * @throws io.godwit.common.model.failure.Refused where it cannot be told
   */
  long find(Consumer<VerifiedRow> each) throws Trouble {
    for (Task task : owned.tasks()) {
      List<String> key = owned.key(task);
      try (SupportsGone.Search search = unnamed.of(task)) {
        if (search.count().gone() > 0) {
          search.rows(row -> {
            found++;
            each.accept(VerifiedRow.extra(run, began, owned.place(task), text(row, key)));
          });
        }
      }
    }
    return found;
  }

  private static String text(Document row, List<String> key) {
    String text =
        key.stream()
            .map(name -> row.get(name).map(Key::display).orElse(""))
            .collect(Collectors.joining("/"));
    return Excerpt.of(text, VerifySteps.LONGEST);
  }
}
