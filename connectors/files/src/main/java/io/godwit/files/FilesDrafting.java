package io.godwit.files;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.drafting.Drafting;
import io.godwit.common.spi.drafting.SinkDraft;
import io.godwit.common.spi.drafting.SourceDraft;
import io.godwit.files.content.Content;
import io.godwit.files.content.ContentStart;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.local.LocalFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Begins job files for files of records; which kind it is, their ending says. */
public final class FilesDrafting implements Drafting {

  private static final String PACKED = "(\\.gz|\\.zst)?";
  private static final Pattern CSV = Pattern.compile("(?i).*\\.(csv|tsv)" + PACKED);
  private static final Pattern LINES = Pattern.compile("(?i).*\\.(jsonl|ndjson)" + PACKED);
  private static final Pattern JSON = Pattern.compile("(?i).*\\.json" + PACKED);

  /** For {@link java.util.ServiceLoader}. */
  public FilesDrafting() {}

  @Override
  public List<String> addresses() {
    return List.of("FILE.csv", "FILE.jsonl", "FILE.json, each also as a pattern or packed as .gz");
  }

  @Override
  public Optional<SourceDraft> source(String address, String connection) throws Trouble {
    Optional<String> kind = kind(address);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    List<SourceFile> files =
        LocalFiles.of(List.of(address), Path.of(""), System.in, any -> {}).files();
    String beginning = beginning(files.getFirst());
    HeaderGuess guess =
        kind.get().equals("csv") ? HeaderGuess.of(beginning) : HeaderGuess.ofDocument(beginning);
    return Optional.of(
        new SourceDraft(
            kind.get(),
            List.of(address),
            guess.options(),
            Optional.empty(),
            Optional.of(guess.names())));
  }

  private static String beginning(SourceFile file) throws Trouble {
    TextEncoding encoding = TextEncoding.of(StandardCharsets.UTF_8.name());
    try (Content content = file.open(encoding)) {
      byte[] bytes = ContentStart.of(content, HeaderGuess.MOST_BYTES).bytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, file.unit() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<String> kind(String address) {
    if (CSV.matcher(address).matches()) {
      return Optional.of("csv");
    }
    if (LINES.matcher(address).matches()) {
      return Optional.of("jsonl");
    }
    return JSON.matcher(address).matches() ? Optional.of("json") : Optional.empty();
  }

  @Override
  public Optional<SinkDraft> sink(String address, String connection) {
    return Optional.empty();
  }
}
