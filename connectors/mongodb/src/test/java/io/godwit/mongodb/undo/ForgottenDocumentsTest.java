package io.godwit.mongodb.undo;

import static io.godwit.mongodb.undo.UndoneRuns.JOB;
import static io.godwit.mongodb.undo.UndoneRuns.spec;
import static io.godwit.mongodb.undo.UndoneRuns.undo;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of one key's documents is forgotten, on the stand-in. */
class ForgottenDocumentsTest {

  private final UndoneRuns runs = new UndoneRuns();

  @AfterEach
  void close() {
    runs.close();
  }

  private static Predicate<Document> id(String text) {
    return key -> Key.display(key.value(0)).equals(text);
  }

  @Test
  void oneKeysDocumentsAreForgottenInEachRunAndStay() throws Exception {
    runs.put("c", "{\"_id\": 1, \"name\": \"old\"}", "{\"_id\": \"11\", \"name\": \"old\"}");
    try (Target target = runs.target(true, spec("c", "_id"))) {
      SupportsUndo kept = (SupportsUndo) target;
      String one = "{\"_id\": 1, \"name\": \"%s\"}";
      runs.write(target, "run-1", one.formatted("a"), "{\"_id\": \"11\", \"name\": \"a\"}");
      runs.write(target, "run-2", one.formatted("b"));
      assertThat(kept.forgetRows(JOB, id("1"), true)).isEqualTo(2);
      assertThat(kept.forgetRows("other", id("1"), false)).isZero();
      assertThat(kept.forgetRows(JOB, id("1"), false)).isEqualTo(2);
      assertThat(kept.forgetRows(JOB, id("1"), false)).isZero();
      assertThat(undo(target, "run-2").undone()).isEqualTo(Undone.NOTHING);
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 0, 0, 0));
      assertThat(runs.documents("c"))
          .containsExactly("{\"_id\": \"11\", \"name\": \"old\"}", one.formatted("b"));
    }
  }
}
