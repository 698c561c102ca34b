package io.godwit.bench.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/** Nested documents of about two kilobytes as Extended JSON, one a line; the same every time. */
public final class DocumentFile {

  private static final long SEED = 20_261_121;
  private static final int USUAL_BYTES = 2048;
  private static final int ORDERS = 6;
  private static final long FIRST_SECOND = 1_500_000_000;
  private static final String[] WORDS = {
    "amber", "bar-tailed", "coast", "delta", "estuary", "feather", "godwit", "harbour", "island",
    "journey", "kelp", "lagoon", "migration", "north", "ocean", "plover", "quiet", "ridge",
    "sandpiper", "tundra", "upland", "voyage", "wader", "Yukon", "zenith", "Élan", "Größe"
  };

  private DocumentFile() {}

  /** Writes documents with {@code _id} from 0 on. */
  public static void write(Path file, int documents) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (int id = 0; id < documents; id++) {
        out.write(line(id, random));
        out.write('\n');
      }
    }
  }

  /** One document, of the types that exports of MongoDB mostly have. */
  static String line(int id, SplittableRandom random) {
    StringBuilder out = new StringBuilder(USUAL_BYTES + 100);
    out.append("{\"_id\":").append(id);
    text(out.append(",\"name\":"), words(random, 2));
    text(out.append(",\"email\":"), "user" + id + "@example.org");
    out.append(",\"active\":").append(random.nextBoolean());
    out.append(",\"score\":").append(random.nextInt(10_000) / 8.0);
    out.append(",\"visits\":{\"$numberLong\":\"").append(random.nextLong(1L << 40)).append("\"}");
    out.append(",\"ref\":{\"$oid\":\"").append(String.format("%024x", id + 1L)).append("\"}");
    date(out.append(",\"created\":"), random);
    out.append(",\"address\":{");
    text(out.append("\"street\":"), random.nextInt(999) + " " + words(random, 2));
    text(out.append(",\"city\":"), words(random, 1));
    out.append(",\"location\":[").append(random.nextInt(-18_000, 18_000) / 100.0);
    out.append(',').append(random.nextInt(-9_000, 9_000) / 100.0).append("]}");
    out.append(",\"tags\":[");
    for (int i = 0; i < 5; i++) {
      text(i == 0 ? out : out.append(','), words(random, 1));
    }
    out.append("],\"orders\":[");
    for (int i = 0; i < ORDERS; i++) {
      order(i == 0 ? out : out.append(','), random);
    }
    out.append("],\"closed\":null");
    text(out.append(",\"notes\":"), words(random, 1 + (USUAL_BYTES - 35 - out.length()) / 8));
    return out.append('}').toString();
  }

  private static void order(StringBuilder out, SplittableRandom random) {
    out.append("{\"sku\":\"SKU-").append(random.nextInt(1_000_000)).append('"');
    out.append(",\"quantity\":").append(1 + random.nextInt(50));
    out.append(",\"price\":{\"$numberDecimal\":\"").append(random.nextInt(1, 1000));
    out.append('.').append(random.nextInt(10, 100)).append("\"}");
    date(out.append(",\"at\":"), random);
    out.append(",\"gift\":").append(random.nextBoolean()).append('}');
  }

  private static void date(StringBuilder out, SplittableRandom random) {
    out.append("{\"$date\":\"")
        .append(Instant.ofEpochSecond(FIRST_SECOND + random.nextInt(200_000_000)))
        .append("\"}");
  }

  private static String words(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private static void text(StringBuilder out, String text) {
    out.append('"').append(text).append('"');
  }
}
