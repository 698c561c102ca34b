package io.godwit.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.run.RunProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewsTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aWideTerminal() {
    assertThat(text(TerminalView.render(Models.halfWay(), 100, Glyphs.UNICODE)))
        .isEqualTo(
            """
            submissions · run 20261121-225930-3f9c · running · 00:12
            ██████████████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░ 58.2%
              101,234 of 173,912 records
              now 14,200/s   average 12,900/s   peak 15,800/s   ETA 5 s – 7 s   lag 18,766
              read 120,000   written 99,934   unchanged 0   dropped 1,288   failed 12

              worker-1        50,012     7,100/s
              worker-2        51,222     7,100/s

                      9 failed   size   target-too-long
                      3 failed   type   value-type

              waiting: worker-1: the database at db.example:5432 does not answer
            """);
  }

  @Test
  void aTerminalOfFortyColumnsWithoutUnicode() {
    assertThat(text(TerminalView.render(Models.halfWay(), 40, Glyphs.ASCII)))
        .isEqualTo(
            """
            submissions | run 20261121-225930-3f9c
            running | 00:12
            ##################.............. 58.2%
              101,234 of 173,912 records
              now 14,200/s   average 12,900/s
              peak 15,800/s   ETA 5 s - 7 s
              lag 18,766
              read 120,000   written 99,934
              unchanged 0   dropped 1,288
              failed 12

              worker-1        50,012     7,100/s
              worker-2        51,222     7,100/s

                      9 failed   size   target-too-~
                      3 failed   type   value-type

              waiting: worker-1: the database at db~
            """);
  }

  @Test
  void anUnknownTotal() {
    assertThat(text(TerminalView.render(Models.counting(), 80, Glyphs.UNICODE)))
        .isEqualTo(
            """
            submissions · run 20261121-225930-3f9c · counting the source · 00:01
            0 records so far
              now 0/s   average 0/s   peak 0/s   lag 0
              read 0   written 0   unchanged 0   dropped 0   failed 0
            """);
  }

  @Test
  void noLineIsEverWiderThanTheTerminal() {
    for (int width = 20; width < 120; width++) {
      int limit = width;
      assertThat(TerminalView.render(Models.halfWay(), width, Glyphs.UNICODE))
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(limit));
    }
  }

  @Test
  void aLogLine() {
    assertThat(PlainView.line(Models.halfWay(), Duration.ofSeconds(12)))
        .isEqualTo(
            "submissions 00:12, 58.2% (101,234 of 173,912), now 14,200/s, average 12,900/s,"
                + " ETA 5 s - 7 s, lag 18,766, failed 12,"
                + " waiting: worker-1: the database at db.example:5432 does not answer");
    assertThat(PlainView.line(Models.counting(), Duration.ofSeconds(1)))
        .isEqualTo(
            "submissions 00:01, counting the source, 0 records so far, now 0/s, average 0/s,"
                + " lag 0, failed 0");
  }

  @Test
  void aLineForMachines() {
    assertThat(JsonView.line(Models.halfWay()))
        .isEqualTo(
            """
            {"type":"progress","job":"submissions","run":"20261121-225930-3f9c","phase":"running",\
            "seconds":12.0,"total":173912,"read":120000,\
            "outcomes":{"written":99934,"unchanged":0,"dropped":1288,"failed":12},\
            "recordsPerSecond":{"now":14200.0,"average":12900.0,"peak":15800.0},\
            "soonest":5.0,"latest":7.0,"lag":18766,\
            "workers":{"worker-1":{"records":50012,"now":7100.0},\
            "worker-2":{"records":51222,"now":7100.0}},\
            "failures":{"value-type":3,"target-too-long":9},\
            "waits":["worker-1: the database at db.example:5432 does not answer"]}\
            """);
    assertThat(JsonView.line(Models.counting()))
        .contains("\"total\":null", "\"soonest\":null", "\"lag\":0");
  }

  @Test
  void aLogGetsALineAtTheStartAtEveryTenSecondsAndAtAChange() {
    try (Screen screen = Screen.open(Screen.Mode.PLAIN, out)) {
      ProgressModel counting = Models.counting();
      ProgressModel running = Models.halfWay();
      screen.show(at(counting, 0));
      screen.show(at(counting, 1));
      screen.show(at(running, 2));
      screen.show(at(running, 11));
      screen.show(at(running, 12));
      screen.show(at(running, 13));
    }
    assertThat(written().lines().map(line -> line.substring(12, 17)))
        .containsExactly("00:00", "00:02", "00:12");
  }

  @Test
  void theClockOfALogNeverGoesBack() {
    try (Screen screen = Screen.open(Screen.Mode.PLAIN, out)) {
      screen.show(at(Models.counting(), 1));
      screen.show(at(Models.halfWay(), 5));
      // It was over at 4 s, which was seen at 5 s.
      screen.show(at(Models.counting(), 4));
    }
    assertThat(written().lines().map(line -> line.substring(12, 17)))
        .containsExactly("00:01", "00:05", "00:05");
  }

  @Test
  void machinesGetNothingButJson() {
    try (Screen screen = Screen.open(Screen.Mode.JSON, out)) {
      screen.say("starting");
      screen.show(at(Models.halfWay(), 0));
      screen.show(at(Models.halfWay(), 0));
      screen.print("for people");
      screen.emit(new Result("result", 7));
    }
    assertThat(written().lines())
        .hasSize(3)
        .first()
        .isEqualTo("{\"type\":\"note\",\"text\":\"starting\"}");
    assertThat(written().lines().toList().getLast())
        .isEqualTo("{\"type\":\"result\",\"number\":7}");
  }

  @Test
  void quietMeansOnlyTheResult() {
    try (Screen screen = Screen.open(Screen.Mode.QUIET, out)) {
      screen.say("starting");
      screen.show(Models.halfWay());
      screen.print("the result");
    }
    assertThat(written()).isEqualToNormalizingNewlines("the result\n");
  }

  record Result(String type, int number) {}

  private static ProgressModel at(ProgressModel model, int seconds) {
    RunProgress run = model.run();
    Duration time = Duration.ofSeconds(seconds);
    return new ProgressModel(
        new RunProgress(run.view(), run.finish(), run.phase(), run.speed(), time, run.expected()),
        time,
        model.waits());
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
