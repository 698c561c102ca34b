package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reader that begins at a reported position brings what is left, and nothing else. */
public interface SourceResuming {

  /** A source of its own for a test. */
  SourceGround ground() throws Exception;

  /** At every position of every split. */
  @Test
  default void aReaderGoesOnWhereAnotherStopped() throws Exception {
    try (SourceGround ground = ground();
        Source source = ground.open()) {
      Plan plan = source.plan();
      for (Split split : plan.splits()) {
        List<String> whole =
            SplitReadings.texts(SplitReadings.of(source, split, Position.START, 100));
        try (SplitReader reader = source.read(split, Position.START)) {
          for (int read = 0; read <= whole.size(); read++) {
            Position at = reader.position();
            assertThat(at.ordinal()).isEqualTo(read);
            // By another source, as after a crash.
            try (Source another = ground.open()) {
              assertThat(SplitReadings.texts(SplitReadings.of(another, split, at, 3)))
                  .as("split %d from %d", split.number(), read)
                  .isEqualTo(whole.subList(read, whole.size()));
            }
            assertThat(reader.read(1)).hasSize(read < whole.size() ? 1 : 0);
          }
        }
      }
    }
  }
}
