package io.godwit.files.content;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a file seems to be that is not what its job says; a guess, so only for messages. */
public final class FormatGuess {

  /**
   * Bytes by which a format begins.
   *
   * @param magic as ISO 8859-1
   * @param remedy what to do, as the end of a sentence
   */
  private record Format(String magic, int at, String name, String remedy) {}

  private static final String UNPACK = "unpack it first, or pack it by gzip or zstd instead";
  private static final String EXPORT = "export it as CSV or JSON Lines first";

  private static final Format[] FORMATS = {
    new Format("%PDF-", 0, "a PDF document", EXPORT),
    new Format("\u00D0\u00CF\u0011\u00E0", 0, "an old spreadsheet or office document", EXPORT),
    new Format("PAR1\u0015", 0, "a Parquet file", EXPORT),
    new Format("Obj\u0001", 0, "an Avro file", EXPORT),
    new Format("ORC\u0008", 0, "an ORC file", EXPORT),
    new Format("SQLite format 3\0", 0, "an SQLite database", EXPORT),
    new Format("PGDMP", 0, "a PostgreSQL dump", "restore it into a database first"),
    new Format("BZh91AY&SY", 0, "packed by bzip2", UNPACK),
    new Format("\u00FD7zXZ\0", 0, "packed by xz", UNPACK),
    new Format("7z\u00BC\u00AF", 0, "a 7z archive", UNPACK),
    new Format("Rar!\u001A", 0, "a RAR archive", UNPACK),
    new Format("\u0004\"M\u0018", 0, "packed by lz4", UNPACK),
    new Format("\u00FF\u0006\0\0sNaPpY", 0, "packed by snappy", UNPACK),
    new Format("\u001F\u008B", 0, "packed by gzip twice", "unpack it once"),
    new Format("(\u00B5/\u00FD", 0, "packed by zstd twice", "unpack it once"),
    new Format("ustar", 257, "a tar archive", "unpack it first"),
    new Format("\u0089PNG", 0, "a picture", "name the file of the records"),
    new Format("\u00FF\u00D8\u00FF", 0, "a picture", "name the file of the records"),
    new Format("GIF8", 0, "a picture", "name the file of the records"),
  };

  private FormatGuess() {}

  /**
   * What makes a file none of text in its encoding: a format of bytes, or another encoding.
   *
   * @return the end of a sentence that begins with the file's name
   */
  public static Optional<String> noText(ContentStart beginning, TextEncoding encoding) {
    byte[] bytes = beginning.bytes();
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    if (start.startsWith("PK\u0003\u0004")) {
      return Optional.of(zip(start));
    }
    for (Format format : FORMATS) {
      if (start.startsWith(format.magic(), format.at())) {
        return Optional.of("seems to be " + format.name() + ": " + format.remedy());
      }
    }
    return encoding.isMadeWhileReading() ? Optional.empty() : encoding(beginning, encoding);
  }

  /** What a text seems to be that has no line of the format of its job. */
  public static Optional<String> otherText(ContentStart beginning) {
    String start =
        new String(
                beginning.bytes(),
                beginning.body(),
                beginning.bytes().length - beginning.body(),
                StandardCharsets.ISO_8859_1)
            .stripLeading();
    if (start.regionMatches(true, 0, "<!doctype html", 0, 14)
        || start.regionMatches(true, 0, "<html", 0, 5)) {
      return Optional.of(
          "seems to be a page in HTML, perhaps an error or a login page instead of the file: get"
              + " the file again");
    }
    if (start.startsWith("<?xml") || (start.startsWith("<") && start.contains("</"))) {
      return Optional.of("seems to be XML: convert it to CSV or JSON Lines first");
    }
    return start.startsWith("{\\rtf")
        ? Optional.of("seems to be a text document: export it as CSV first")
        : Optional.empty();
  }

  private static String zip(String start) {
    if (start.contains("xl/") || start.contains("[Content_Types].xml")) {
      return "seems to be an Excel spreadsheet: save it as CSV UTF-8 first";
    }
    if (start.contains("opendocument.spreadsheet")) {
      return "seems to be an OpenDocument spreadsheet: save it as CSV first";
    }
    return "seems to be a zip archive: " + UNPACK;
  }

  private static Optional<String> encoding(ContentStart beginning, TextEncoding encoding) {
    byte[] bytes = beginning.bytes();
    if (encoding.isByRecord() && beginning.body() > 0) {
      return Optional.of("begins with the byte order mark of UTF-8: write encoding: UTF-8");
    }
    if (begins(bytes, 0xFF, 0xFE, 0, 0) || begins(bytes, 0, 0, 0xFE, 0xFF)) {
      return Optional.of("seems to be in UTF-32: write encoding: UTF-32");
    }
    if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
      return Optional.of("seems to be in UTF-16: write encoding: UTF-16");
    }
    return everyOtherIsNul(bytes, 1)
        ? Optional.of("seems to be in UTF-16: write encoding: UTF-16LE")
        : Optional.of("seems to be in UTF-16: write encoding: UTF-16BE")
            .filter(text -> everyOtherIsNul(bytes, 0));
  }

  private static boolean begins(byte[] bytes, int... values) {
    for (int i = 0; i < values.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != values[i]) {
        return false;
      }
    }
    return true;
  }

  /** Latin letters in UTF-16 are, for as long as a header is. */
  private static boolean everyOtherIsNul(byte[] bytes, int first) {
    int looked = Math.min(bytes.length, 8) & ~1;
    for (int i = 0; i < looked; i++) {
      if ((bytes[i] == 0) != (i % 2 == first)) {
        return false;
      }
    }
    return looked >= 4;
  }
}
