package io.godwit.bench.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rows like those of the example `submissions`: which student has handed in which assessment. Each
 * is made of its number alone, so that two runs compare the same.
 */
public final class SubmissionsFile {

  /** As many as the Open University has in its dataset. */
  public static final int ASSESSMENTS = 206;

  /** One row of so many was carried over from an earlier year. */
  static final int BANKED_EVERY = 90;

  private static final int FIRST_ASSESSMENT = 1752;
  private static final int FIRST_STUDENT = 11_391;

  private SubmissionsFile() {}

  /** Writes rows. */
  public static void write(Path file, long rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("id_assessment,id_student,date_submitted,is_banked,score\n");
      for (long row = 0; row < rows; row++) {
        out.write(assessment((int) (row % ASSESSMENTS)) + ",");
        out.write(FIRST_STUDENT + row / ASSESSMENTS + ",");
        out.write(row % 270 - 10 + ",");
        out.write(row % BANKED_EVERY == 0 ? "1," : "0,");
        out.write(row * 7 % 101 + ".5\n");
      }
    }
  }

  /** The id of an assessment by its number from 0. */
  public static int assessment(int number) {
    return FIRST_ASSESSMENT + number;
  }

  /** How many of so many rows are not banked. */
  public static long kept(long rows) {
    return rows - (rows + BANKED_EVERY - 1) / BANKED_EVERY;
  }
}
