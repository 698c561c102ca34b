package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Tally;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.StartOffsets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Golden files; to renew one, read what the test prints and put it in its place. */
class RunReportTest {

  private static final RunView RUN =
      SampleRuns.run(
          List.of(new Tally(1200, 3, 40, 7), new Tally(1249, 0, 1, 0)),
          Map.of(ErrorCode.TARGET_TOO_LONG, 1L, ErrorCode.VALUE_TYPE, 6L));

  private static final List<String> NOTICES =
      List.of("the sequence t_id_seq stands at 1; move it on: select setval('t_id_seq', 2449)");

  @Test
  void theJsonIsTheGoldenOne() throws IOException {
    assertThat(
            Json.pretty(ReportBuilder.report(RUN, SampleRuns.evidence(RUN, letters()), NOTICES))
                + "\n")
        .isEqualTo(golden("report.json"));
  }

  @Test
  void thePageIsTheGoldenOne() throws IOException {
    String page =
        HtmlReport.of(ReportBuilder.report(RUN, SampleRuns.evidence(RUN, letters()), NOTICES));

    assertThat(page.replaceFirst("(?s)<style>.*</style>", "<style></style>"))
        .isEqualTo(golden("report.html"));
  }

  @Test
  void whatWasReadByAWatermarkIsSaid() {
    WatermarkRange range =
        new WatermarkRange("t", "at", "s", Optional.of("<5>"), Optional.of("9"), "and no more");
    RunPlan plan = new RunPlan(2, "f", 1, 1, StartOffsets.NONE, 0, List.of(range));
    RunView run =
        new RunView(
            RUN.job(),
            RUN.run(),
            RUN.startedAt(),
            Optional.of(plan),
            RUN.splits(),
            RUN.total(),
            RUN.workers(),
            RUN.failures());
    RunReport report = ReportBuilder.report(run, SampleRuns.evidence(run, letters()), NOTICES);
    assertThat(report.ranges()).containsExactly("t: rows with at above <5> up to 9, and no more");
    assertThat(Json.read(Json.write(report), RunReport.class)).isEqualTo(report);
    assertThat(HtmlReport.of(report)).contains("t: rows with at above &lt;5&gt; up to 9");
  }

  @Test
  void thePageNeedsNothingElseAndLetsNothingIn() {
    String page =
        HtmlReport.of(ReportBuilder.report(RUN, SampleRuns.evidence(RUN, letters()), NOTICES));

    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
        .contains("prefers-color-scheme: dark")
        .doesNotContain("<script", "http:", "https:", "url(", "@import");
  }

  @Test
  void manySplitsAreFoldedAndOpenWhereOneDoesNotBalance() {
    RunView many = SampleRuns.run(Collections.nCopies(21, new Tally(2, 0, 0, 0)), Map.of());

    assertThat(
            HtmlReport.of(
                ReportBuilder.report(many, SampleRuns.evidence(many, List.of()), List.of())))
        .contains("<details>\n<summary>The books of 21 splits</summary>")
        .contains("The books balance");
    RunView doubled = withTally(many, 20, new Tally(3, 0, 0, 0));
    assertThat(
            HtmlReport.of(
                ReportBuilder.report(doubled, SampleRuns.evidence(many, List.of()), List.of())))
        .contains("<details open>")
        .contains("The books do not balance")
        .contains("split 20: 2 counted, 2 read, 3 with an outcome");
  }

  @Test
  void aRecordWithoutItsDeadLetterUnbalancesTheBooks() {
    List<DeadLetter> letters = letters();
    ListEvidence evidence = SampleRuns.evidence(RUN, letters.subList(1, 7));
    evidence.failedEntries.add(letters.getFirst().id());

    assertThat(ReportBuilder.report(RUN, evidence, List.of()).discrepancies())
        .containsExactly("split 0: its failed records are not those of the dead letters");
  }

  @Test
  void manyDiscrepanciesAreNotAllNamed() {
    RunView many = SampleRuns.run(Collections.nCopies(40, new Tally(2, 0, 0, 0)), Map.of());

    assertThat(ReportBuilder.report(many, new ListEvidence(), List.of()).discrepancies())
        .hasSize(11)
        .contains("and 30 more of this kind");
  }

  @Test
  void numbersAreSpeltForPeople() {
    assertThat(ReportFigures.grouped(1_234_567)).isEqualTo("1,234,567");
    assertThat(
            List.of(999L, 61_000L, 3_661_000L, 93_600_000L).stream().map(ReportFigures::duration))
        .containsExactly("1.0 s", "1 min 1 s", "1 h 1 min", "1 d 2 h");
    assertThat(
            IntStream.of(0, 1, 2, 500, 9_999, 10_000).mapToObj(n -> ReportFigures.share(n, 10_000)))
        .containsExactly("0 %", "< 0.1 %", "< 0.1 %", "5.0 %", "> 99.9 %", "100 %");
    assertThat(ReportFigures.span("2026-11-21T23:59:59Z", "2026-11-22T00:00:01Z"))
        .isEqualTo("21 Nov 2026, 23:59:59 \u2013 22 Nov 2026, 00:00:01 UTC");
  }

  private static List<DeadLetter> letters() {
    List<DeadLetter> letters = new ArrayList<>();
    letters.add(
        SampleRuns.letter(
            9, ErrorCode.TARGET_TOO_LONG, "<script>alert('1')</script> & \"more\"\u0000", "name"));
    for (int i = 0; i < 6; i++) {
      letters.add(SampleRuns.letter(20 + i, ErrorCode.VALUE_TYPE, "'n/a' is not an integer", ""));
    }
    return letters;
  }

  private static RunView withTally(RunView run, int split, Tally tally) {
    List<RunView.SplitView> splits = new ArrayList<>(run.splits());
    splits.set(split, new RunView.SplitView(splits.get(split).progress(), tally));
    return new RunView(
        run.job(),
        run.run(),
        run.startedAt(),
        run.plan(),
        splits,
        run.total(),
        run.workers(),
        run.failures());
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = RunReportTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
