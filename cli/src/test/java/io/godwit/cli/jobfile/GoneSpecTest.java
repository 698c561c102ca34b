package io.godwit.cli.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.JobProblems;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.Job;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a job says of rows that are gone from its source. */
class GoneSpecTest {

  private static Job job(String gone) {
    return JobFile.parse(
        """
        job: gone
        source: { csv: rows.csv, key: id }
        sink: { table: t, in: app, key: id, gone: %s }
        run: { batch: { pause: 20ms } }
        connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
        """
            .formatted(gone),
        "job.yaml");
  }

  private static void broken(String gone, String rule) {
    assertThatThrownBy(() -> job(gone)).isInstanceOf(JobProblems.class).hasMessageContaining(rule);
  }

  @Test
  void itReadsAsItIsWritten() {
    GoneSpec deleting = job("{ do: delete, owns: all }").sink().gone().orElseThrow();
    assertThat(deleting)
        .isEqualTo(
            new GoneSpec(GoneSpec.Act.DELETE, Optional.of("all"), "10%", Optional.empty(), "now"));
    assertThat(deleting.percent()).isEqualTo(10);
    assertThat(deleting.acts()).isTrue();
    assertThat(deleting.marks()).isFalse();
    GoneSpec marking =
        job("{ do: mark, owns: \"a = 'b'\", at-most: 0%, column: c, value: gone }")
            .sink()
            .gone()
            .orElseThrow();
    assertThat(marking.marks()).isTrue();
    assertThat(marking.percent()).isZero();
    assertThat(job("{ do: keep }").sink().gone().orElseThrow().acts()).isFalse();
    assertThat(job("{ do: keep }").run().batch().pause()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void whatCouldTakeTooMuchIsRefused() {
    broken("{ do: delete }", "owns says which rows");
    broken("{ do: delete, owns: all, at-most: 101% }", "from 0% to 100%");
    broken("{ do: delete, owns: all, at-most: 5 }", "put it into quotes");
    broken("{ do: mark, owns: all }", "column names what do: mark sets");
    broken("{ do: delete, owns: all, column: c }", "column names what do: mark sets");
    broken("{ do: mark, owns: all, column: c, value: \"o'c\" }", "without quotes");
  }
}
