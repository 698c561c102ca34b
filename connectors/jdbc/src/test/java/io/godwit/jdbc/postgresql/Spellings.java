package io.godwit.jdbc.postgresql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Texts of which many are different spellings of one value of some type of PostgreSQL. */
final class Spellings {

  private static final List<String> FIXED =
      List.of(
          "t",
          "T",
          "true",
          "TRUE",
          " yes ",
          "on",
          "1",
          "01",
          "+1",
          "1.0",
          "1.",
          "1e0",
          "10e-1",
          "0x1",
          "0b1",
          "0o1",
          "f",
          "false",
          "no",
          "off",
          "0",
          "-0",
          "0.00",
          "of",
          "n",
          "y",
          "tr",
          "NaN",
          "nan",
          "Infinity",
          "inf",
          "-Infinity",
          "-inf",
          "+infinity",
          "epoch",
          "1970-01-01",
          "1970-1-1",
          "19700101",
          "1970-01-01 00:00",
          "1970-01-01T00:00:00Z",
          "1970-01-01 24:00",
          "1970-01-02",
          "1970-01-01 01:00+01",
          "1970-01-01 01:00:00.000+01:00",
          "0001-01-01 BC",
          "0001-01-01",
          "10:00",
          "10:00:00",
          "10:00:00.0",
          "10:00:00.100",
          "10:00:00.1",
          "24:00",
          "00:00",
          "0:00:00",
          "hello",
          "\\x68656c6c6f",
          "\\x68656C6C6F",
          "\\150ello",
          "\\x68 65 6c 6c 6f",
          "a\\\\b",
          "\\x615c62",
          "\\xff00",
          "\\377\\000",
          "\\x",
          "",
          " ",
          "x ",
          "x",
          " x",
          "X",
          "1e23",
          "99999999999999991611392",
          "1.0E23",
          "100000000000000000000000",
          "0.1",
          "0.1000000000000000055511151231257827",
          "1_000",
          "1000",
          "0x3E8",
          "1e3",
          "9007199254740993",
          "9007199254740992",
          "9007199254740993.0",
          "1e400",
          "10e399",
          "1e-400",
          "00000000-0000-0000-0000-000000000001",
          "00000000000000000000000000000001",
          "{00000000-0000-0000-0000-000000000001}",
          "0000-0000-0000-0000-0000-0000-0000-0001",
          "0x1.8p1",
          "3",
          "0x1.8",
          "1.5",
          "0x1F",
          "31",
          "-0x1F",
          "-31",
          "20250405123000000000000001");

  private final Random random;
  private final List<String> all = new ArrayList<>(FIXED);

  private Spellings(Random random) {
    this.random = random;
  }

  static List<String> of(Random random) {
    Spellings spellings = new Spellings(random);
    for (int i = 0; i < 60; i++) {
      spellings.number();
      spellings.moment();
      spellings.uuid();
      spellings.bytes();
      spellings.words();
    }
    return spellings.all.stream().distinct().toList();
  }

  private void number() {
    int bits = random.nextInt(1, 120);
    BigDecimal value =
        new BigDecimal(new BigInteger(bits, random), random.nextInt(6) - 1)
            .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate());
    double near = value.doubleValue();
    all.add(value.toPlainString());
    all.add(value.toString());
    all.add(value.stripTrailingZeros().toString());
    all.add(value.setScale(Math.max(value.scale(), 0) + 3).toPlainString());
    all.add(" " + value.toEngineeringString() + " ");
    all.add(value.unscaledValue() + "e" + -value.scale());
    all.add(value.unscaledValue() + "0E" + (-value.scale() - 1));
    all.add(
        value.signum() < 0
            ? "-00" + value.negate().toPlainString()
            : "+00" + value.toPlainString());
    all.add(Double.toString(near));
    all.add(new BigDecimal(near).toPlainString());
    if (value.scale() <= 0) {
      BigInteger whole = value.toBigInteger();
      String sign = whole.signum() < 0 ? "-" : "";
      all.add(sign + "0x" + whole.abs().toString(16));
      all.add(sign + "0b" + whole.abs().toString(2));
      all.add(sign + "0X" + whole.abs().toString(16).toUpperCase(Locale.ROOT));
    }
  }

  private void moment() {
    int hour = random.nextBoolean() ? 0 : random.nextInt(24);
    LocalDateTime at =
        LocalDateTime.of(2024, 2, 27, hour, hour == 0 ? 0 : random.nextInt(60))
            .plusDays(random.nextInt(4))
            .plusNanos(random.nextBoolean() ? 0 : 1000L * random.nextInt(60_000_000));
    for (int offset : new int[] {0, 1, -11, 5}) {
      LocalDateTime local = at.plusHours(offset);
      String zone = ZoneOffset.ofHours(offset).getId().replace("Z", "+00:00");
      String text = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
      all.add(text + zone);
      all.add(text.replace('T', ' ') + " " + zone.substring(0, 3));
      all.add(text.replace("T", "  ") + zone.replace(":", ""));
    }
    String text = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at);
    all.add(text);
    all.add(text + "Z");
    all.add(text.replace("-0", "-").replace('T', ' '));
    all.add(text.substring(0, 10));
    all.add(text.substring(0, 10).replace("-", ""));
    all.add(text.substring(11));
    all.add(text.substring(11).replaceFirst("^0", ""));
  }

  private void uuid() {
    UUID uuid = new UUID(random.nextLong(), random.nextLong());
    String text = uuid.toString();
    all.add(text);
    all.add(text.toUpperCase(Locale.ROOT));
    all.add(text.replace("-", ""));
    all.add("{" + text + "}");
    all.add(text.replace("-", "").replaceAll("(.{4})(?!$)", "$1-"));
    String digits = String.format("%032d", new BigInteger(100, random));
    all.add(digits);
    all.add(digits.replaceAll("(.{8})(?!$)", "$1-"));
    all.add(digits.replaceFirst("^0+", ""));
  }

  private void bytes() {
    byte[] bytes = new byte[random.nextInt(1, 5)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) ("aB\\ 1é".charAt(random.nextInt(5)));
      }
    }
    StringBuilder hex = new StringBuilder("\\x");
    StringBuilder octal = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (byte b : bytes) {
      hex.append(String.format("%02x", b & 0xff));
      octal.append(String.format("\\%03o", b & 0xff));
      boolean printable = b > 32 && b < 127;
      plain.append(
          b == '\\'
              ? "\\\\"
              : printable ? String.valueOf((char) b) : String.format("\\%03o", b & 0xff));
    }
    all.add(hex.toString());
    all.add(hex.toString().toUpperCase(Locale.ROOT).replace('X', 'x'));
    all.add(octal.toString());
    all.add(plain.toString());
  }

  /** Texts that differ in case, accents, form, blanks and what collations ignore. */
  private void words() {
    String[] letters = {
      "a", "A", "á", "a\u0301", "Á", "ä", "ａ", "i", "I", "İ", "ı", "ß", "ss", "SS", "ẞ", "ſ", "æ",
      "AE", "ø", "o", "σ", "ς", "Σ", "й", "и\u0306", "И", "か", "カ", "が", "ｶ", "1", "１", "٣", "3",
      "²", "2", "\u00ad", "\u200b", "-", "‐", " ", "\u00a0", "K", "k", "Å", "å", "ﬁ", "fi", "中"
    };
    for (int variants = 0; variants < 6; variants++) {
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        word.append(letters[random.nextInt(letters.length)]);
      }
      all.add(word.toString());
      all.add(word + " ");
    }
  }
}
