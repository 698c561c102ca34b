package io.godwit.bench.data;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The first rows of TPC-H's {@code lineitem} at scale 1, in key order, as CSV with a header. */
public final class LineitemFile {

  static final String HEADER =
      "orderkey,partkey,suppkey,linenumber,quantity,extendedprice,discount,tax,returnflag,"
          + "linestatus,shipdate,commitdate,receiptdate,shipinstruct,shipmode,comment";

  private LineitemFile() {}

  /** Writes rows, as many as there are at most (6,001,215). */
  public static void write(Path file, long rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(HEADER);
      out.write('\n');
      long left = rows;
      for (LineItem item : new LineItemGenerator(1, 1, 1)) {
        if (left-- == 0) {
          return;
        }
        out.write(row(item));
        out.write('\n');
      }
    }
  }

  /** A row; prices are whole cents and rates whole percents in TPC-H, so nothing is rounded. */
  static String row(LineItem item) {
    return new StringBuilder(160)
        .append(item.getOrderKey())
        .append(',')
        .append(item.getPartKey())
        .append(',')
        .append(item.getSupplierKey())
        .append(',')
        .append(item.getLineNumber())
        .append(',')
        .append(item.getQuantity())
        .append(',')
        .append(hundredths(item.getExtendedPriceInCents()))
        .append(',')
        .append(hundredths(item.getDiscountPercent()))
        .append(',')
        .append(hundredths(item.getTaxPercent()))
        .append(',')
        .append(item.getReturnFlag())
        .append(',')
        .append(item.getStatus())
        .append(',')
        .append(LocalDate.ofEpochDay(item.getShipDate()))
        .append(',')
        .append(LocalDate.ofEpochDay(item.getCommitDate()))
        .append(',')
        .append(LocalDate.ofEpochDay(item.getReceiptDate()))
        .append(',')
        .append(item.getShipInstructions())
        .append(',')
        .append(item.getShipMode())
        .append(',')
        .append(quoted(item.getComment()))
        .toString();
  }

  private static String hundredths(long value) {
    return value / 100 + "." + (char) ('0' + value / 10 % 10) + (char) ('0' + value % 10);
  }

  private static String quoted(String text) {
    return text.indexOf(',') < 0 && text.indexOf('"') < 0
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
