package io.godwit.aggregator.report;

import io.godwit.aggregator.view.RunView;
import io.godwit.common.model.*;
import io.godwit.common.wire.DeadLetters.DeadLetter;
import java.nio.file.*;
import java.util.*;

public class Look {
  public static void main(String[] a) throws Exception {
    List<Tally> t = new ArrayList<>();
    for (int i = 0; i < 6; i++)
      t.add(new Tally(28000 + i * 37, i == 2 ? 12 : 0, 311 + i, i == 0 ? 14 : 0));
    RunView run =
        SampleRuns.run(
            t,
            Map.of(
                ErrorCode.CSV_FIELD_COUNT,
                3L,
                ErrorCode.VALUE_TYPE,
                9L,
                ErrorCode.TARGET_TOO_LONG,
                2L));
    List<DeadLetter> l = new ArrayList<>();
    for (int i = 0; i < 3; i++)
      l.add(
          SampleRuns.letter(
              i * 71, ErrorCode.CSV_FIELD_COUNT, "the row has 4 fields, the header 5", ""));
    for (int i = 0; i < 9; i++)
      l.add(
          SampleRuns.letter(
              1000 + i * 13,
              ErrorCode.VALUE_TYPE,
              "'n/a' is not an integer from -2^63 to 2^63-1",
              "score"));
    l.add(
        SampleRuns.letter(
            2000,
            ErrorCode.TARGET_TOO_LONG,
            "value too long for type character varying(8): <script>alert(1)</script>"
                + " an-unbroken-long-token-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "lti_launch_id"));
    l.add(
        SampleRuns.letter(
            2001,
            ErrorCode.TARGET_TOO_LONG,
            "value too long for type character varying(8)",
            "lti_launch_id"));
    Files.writeString(
        Path.of(a[0], "ok.html"), HtmlReport.of(Summing.up(run, SampleRuns.evidence(run, l))));
    Files.writeString(
        Path.of(a[0], "bad.html"),
        HtmlReport.of(Summing.up(run, SampleRuns.evidence(run, l.subList(1, 14))))
            .replace("x", "x"));
    List<Tally> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) many.add(new Tally(25_000_000 + i, 0, 0, 0));
    RunView big = SampleRuns.run(many, Map.of());
    Files.writeString(Path.of(a[0], "big.html"), HtmlReport.of(Summing.up(big, new Evidence())));
    System.out.println(
        io.godwit.common.wire.Json.pretty(Summing.up(run, SampleRuns.evidence(run, l)))
            .substring(0, 1500));
  }
}
