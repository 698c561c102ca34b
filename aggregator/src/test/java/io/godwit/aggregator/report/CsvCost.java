package io.godwit.aggregator.report;

import de.siegmar.fastcsv.writer.CsvWriter.CsvWriterBuilder;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.godwit.common.spec.ReportSpec.Csv;
import io.godwit.testkit.cost.CostRatio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Our CSV of the lists beside FastCSV's, for rows of migrated.csv. */
final class CsvCost {

  private static final int EACH = 20_000;
  private static final String UNIT = "data/submissions.csv";

  private CsvCost() {}

  /** Prints what writing costs. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(
        CostRatio.of(EACH, CsvCost::weWrite, CsvCost::fastCsvWrites).text("row of CSV"));
  }

  private static long weWrite() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    CsvWriter csv = new CsvWriter(out, Csv.EXACT);
    for (int row = 0; row < EACH; row++) {
      csv.field(key(row));
      csv.origin(UNIT, row + 1);
      csv.field(0);
      csv.field("written");
      csv.endRow();
    }
    csv.flush();
    return out.size();
  }

  private static long fastCsvWrites() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    CsvWriterBuilder builder =
        de.siegmar.fastcsv.writer.CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
    try (var csv = builder.build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      for (int row = 0; row < EACH; row++) {
        csv.writeRecord(key(row), UNIT + ":" + (row + 1), "0", "written");
      }
    }
    return out.size();
  }

  private static String key(int row) {
    return Integer.toString(row * 7);
  }
}
