package io.godwit.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Hands inputs to a reader: a corpus as it is, and then changed at random, each change from a seed
 * of its own so that one that does harm can be repeated alone. An ordinary build has a few
 * thousand; {@code -Dgodwit.fuzz=100000} asks for so many, and {@code -Dgodwit.seed} for others
 * than the last time.
 *
 * <p>What a reader of these may throw, the reader of the test decides; whatever comes out of it is
 * a finding, and is told with the input in base64, which belongs into the corpus then. One that
 * never ends is found by the time limit of the test.
 */
public final class Mutations {

  private static final int OF_A_BUILD = 2_000;
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_CHANGES = 6;

  /** What formats give a meaning to, and what lies at the edges of numbers and encodings. */
  private static final List<byte[]> SALT =
      Stream.of(
              "\"",
              "\"\"",
              "'",
              ",",
              ";",
              "\n",
              "\r",
              "\r\n",
              "\u0000",
              "\\",
              "\\u0000",
              "{",
              "}",
              "[",
              "]",
              ":",
              "- ",
              "&a ",
              "*a",
              "!!",
              "${env:X}",
              "<",
              ">",
              "&#0;",
              "]]>",
              "%",
              "../",
              "/",
              "=",
              "\uFEFF",
              "\u202E",
              "\uD83D\uDE42",
              "é",
              "-1",
              "1e999",
              "NaN",
              "9223372036854775808",
              "<!DOCTYPE x [<!ENTITY a \"b\">]>",
              "endobj",
              "stream\n",
              "<<")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  private static final byte[][] BARE = {
    {(byte) 0xFF},
    {(byte) 0xC3},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {0x7F, (byte) 0xFF},
    {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
    {(byte) 0x80, 0, 0, 0},
    {0x1B},
    {(byte) 0x9F, (byte) 0x9F, (byte) 0x9F, (byte) 0x9F},
    {(byte) 0x9B, 0x7F, (byte) 0xFF}
  };

  private final List<byte[]> corpus;

  /** Reads an input. */
  @FunctionalInterface
  public interface Reader {
    /** Throws what is a finding, and nothing else. */
    void read(byte[] input) throws Exception;
  }

  private Mutations(List<byte[]> corpus) {
    this.corpus = corpus;
  }

  /** Of these inputs, at least one. */
  public static Mutations of(List<byte[]> corpus) {
    return new Mutations(List.copyOf(corpus));
  }

  /** Of these, and of what was found before: the files of a folder, each an input. */
  public static Mutations of(List<byte[]> corpus, Path found) {
    List<byte[]> all = new ArrayList<>(corpus);
    try (Stream<Path> files = Files.list(found)) {
      for (Path file : files.sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(all);
  }

  /** Hands all to a reader. */
  public void each(Reader reader) {
    corpus.forEach(input -> hand(reader, input, "of the corpus"));
    long from = Long.getLong("godwit.seed", 0);
    int count = Integer.getInteger("godwit.fuzz", OF_A_BUILD);
    for (long seed = from; seed < from + count; seed++) {
      hand(reader, changed(new Random(seed * 0x9E3779B97F4A7C15L)), "of -Dgodwit.seed=" + seed);
    }
  }

  @SuppressWarnings("IllegalCatch")
  private static void hand(Reader reader, byte[] input, String which) {
    try {
      reader.read(input);
    } catch (Throwable found) {
      throw new AssertionError(
          "the input " + which + ": " + Base64.getEncoder().encodeToString(input), found);
    }
  }

  private byte[] changed(Random random) {
    byte[] input = any(random);
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      input = change(input, random);
    }
    return input.length > MOST_BYTES ? Arrays.copyOf(input, MOST_BYTES) : input;
  }

  private byte[] any(Random random) {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private byte[] change(byte[] input, Random random) {
    int at = random.nextInt(input.length + 1);
    int length = Math.min(1 + random.nextInt(1 + random.nextInt(64)), input.length - at);
    return switch (random.nextInt(9)) {
      case 0 -> flipped(input, at, random);
      case 1 -> spliced(input, at, at + length, new byte[0]);
      case 2 -> spliced(input, at, at, Arrays.copyOfRange(input, at, at + length));
      case 3 -> spliced(input, at, at, SALT.get(random.nextInt(SALT.size())));
      case 4 -> spliced(input, at, at + length, SALT.get(random.nextInt(SALT.size())));
      case 5 -> spliced(input, at, at + length, BARE[random.nextInt(BARE.length)]);
      case 6 -> Arrays.copyOf(input, at);
      case 7 -> crossed(input, at, any(random), random);
      default -> flipped(input, at, random);
    };
  }

  private static byte[] flipped(byte[] input, int at, Random random) {
    byte[] changed = input.clone();
    if (at < changed.length) {
      changed[at] =
          random.nextBoolean()
              ? (byte) (changed[at] ^ 1 << random.nextInt(8))
              : (byte) random.nextInt(256);
    }
    return changed;
  }

  private static byte[] crossed(byte[] input, int at, byte[] other, Random random) {
    int from = random.nextInt(other.length + 1);
    return spliced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] spliced(byte[] input, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(input.length + by.length);
    out.write(input, 0, from);
    out.writeBytes(by);
    out.write(input, to, input.length - to);
    return out.toByteArray();
  }
}
