package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.aggregator.report.RunReport.DoneTask;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Tally;
import io.godwit.common.model.Task;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was done at the target stands in the report, and what it has refused in its words. */
class ReportedTasksTest {

  private static final Task TABLE = new Task(Phase.CREATE, "table t", List.of("create table t"));
  private static final Task INDEX =
      new Task(Phase.FINISH, "index <i> of t", List.of("create index i"));

  private static RunReport report() {
    RunView run = SampleRuns.run(List.of(new Tally(10, 0, 0, 0)), Map.of());
    RunView with =
        new RunView(
            run.job(),
            run.run(),
            run.startedAt(),
            run.plan(),
            run.splits(),
            run.total(),
            run.workers(),
            run.failures(),
            Optional.empty(),
            List.of(
                TaskProgress.open(0, TABLE).ended(Optional.empty()),
                TaskProgress.open(1, INDEX).ended(Optional.of("two rows agree"))));
    return ReportBuilder.report(with, SampleRuns.evidence(with, List.of()), List.of());
  }

  @Test
  void aRefusedTaskIsToldWithItsStatement() {
    assertThat(report().tasks())
        .containsExactly(
            new DoneTask("create", "table t", "create table t", ""),
            new DoneTask("finish", "index <i> of t", "create index i", "two rows agree"));
    assertThat(HtmlReport.of(report()))
        .contains("Not made: index &lt;i&gt; of t", "two rows agree", "1 of 2 done")
        .contains("<li>create: table t</li>");
  }

  /** Nor did it count rows. */
  @Test
  void anEarlierReportHadNone() {
    String json =
        Json.pretty(report())
            .replaceFirst("(?s)\"tasks\" : \\[.*?\\],", "")
            .replaceFirst("\"rows\" : 10,", "");
    assertThat(json).doesNotContain("tasks", "\"rows\"");
    RunReport read = Json.read(json.getBytes(StandardCharsets.UTF_8), RunReport.class);
    assertThat(read.tasks()).isEmpty();
    assertThat(read.rows()).isEmpty();
    assertThat(read.becameText()).isEmpty();
  }

  @Test
  void whatRecordsBecameIsToldWhereItIsNotARowEach() {
    RunView run = SampleRuns.run(List.of(new Tally(1_000, 0, 0, 0)), Map.of());
    assertThat(report(run, 1_000).becameText()).isEmpty();
    assertThat(HtmlReport.of(report(run, 52_310))).contains("1,000 records became 52,310 rows");
  }

  private static RunReport report(RunView run, long rows) {
    RunView became =
        new RunView(
            run.job(),
            run.run(),
            run.startedAt(),
            run.plan(),
            run.splits(),
            run.total(),
            run.workers(),
            run.failures(),
            run.pause(),
            run.tasks(),
            rows);
    return ReportBuilder.report(became, SampleRuns.evidence(became, List.of()), List.of());
  }
}
