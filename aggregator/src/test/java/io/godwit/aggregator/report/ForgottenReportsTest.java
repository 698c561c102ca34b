package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.replay.ForgetWish;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgottenReportsTest {

  private static final String FAILED =
      "key,origin,class,code,message,column,attempt,before,became\n"
          + "1,a.csv:2,type,value-type,\"'x, \"\"y\"\"\nz' is none\",n,1,,open\n"
          + "\"k,\"\"1\",a.csv:3,type,value-type,'secret' is none,n,1,,open\n"
          + "\"k,\"\"1\",b.csv:3,type,value-type,other,n,1,,open\n";

  @TempDir private Path reports;
  private Path failed;

  @BeforeEach
  void write() throws IOException {
    Path run = Files.createDirectory(reports.resolve("20261128-090000-0001"));
    failed = run.resolve("failed.csv");
    Files.writeString(failed, FAILED);
    Files.writeString(
        run.resolve("differences.csv"),
        "kind,place,key,origin,field,expected,found\ndifferent,t,other,a.csv:3,n,old,secret\n");
  }

  private long forget(Optional<String> unit, boolean dry) throws Exception {
    return ForgottenReports.forget(reports, new ForgetWish("k,\"1", unit), dry);
  }

  @Test
  void itsRowsStayWithoutWhatTheyHeld() throws Exception {
    assertThat(forget(Optional.empty(), false)).isEqualTo(2);
    assertThat(Files.readString(failed))
        .isEqualTo(
            FAILED
                .replace(
                    "\"k,\"\"1\",a.csv:3,type,value-type,'secret' is none",
                    ",a.csv:3,type,value-type,(forgotten)")
                .replace(
                    "\"k,\"\"1\",b.csv:3,type,value-type,other",
                    ",b.csv:3,type,value-type,(forgotten)"));
    assertThat(Files.readString(failed.resolveSibling("differences.csv")))
        .endsWith("different,t,,a.csv:3,n,(forgotten),(forgotten)\n");
    assertThat(forget(Optional.empty(), false)).as("typed again").isZero();
  }

  @Test
  void aUnitIsMeantAlone() throws Exception {
    forget(Optional.of("b.csv"), false);

    assertThat(Files.readString(failed)).contains("'secret' is none").doesNotContain(",other,n");
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    assertThat(forget(Optional.empty(), true)).isEqualTo(2);
    assertThat(Files.readString(failed)).isEqualTo(FAILED);
  }

  @Test
  void rowsAreReadAsTheyWereWritten() throws IOException {
    ListRows rows = new ListRows(new StringReader(FAILED));
    List<ListRows.Row> all = new ArrayList<>();
    for (Optional<ListRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      all.add(row.get());
    }

    assertThat(all).hasSize(4);
    assertThat(String.join("", all.stream().map(ListRows.Row::raw).toList())).isEqualTo(FAILED);
    assertThat(all.get(1).fields().get(4)).isEqualTo("'x, \"y\"\nz' is none");
    assertThat(all.get(2).fields().getFirst()).isEqualTo("k,\"1");
  }
}
