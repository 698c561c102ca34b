package io.godwit.files.contract;

import io.godwit.common.spi.Source;
import io.godwit.files.SourceYaml;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of file keeps to the contract of sources. */
class FilesContractTest {

  private static final int RECORDS = 90;
  private static final int BAD = 41;

  @TempDir private static Path folders;

  @Nested
  class Csv implements SourceContract {
    @Override
    public SourceGround ground() throws IOException {
      return Ground.of(
          "csv: rows.txt\nkey: id\nsplit: 200B\n",
          "id,name\n",
          i -> i == BAD ? "only-one-field" : i + ",\"a name,\n of two lines\"",
          "\n",
          "\n");
    }
  }

  @Nested
  class JsonLines implements SourceContract {
    @Override
    public SourceGround ground() throws IOException {
      return Ground.of(
          "jsonl: rows.txt\nkey: id\nsplit: 200B\n",
          "",
          i -> i == BAD ? "{\"id\": " : "{\"id\": " + i + ", \"name\": \"\u00e9{\"}",
          "\n",
          "\n");
    }
  }

  @Nested
  class Json implements SourceContract {
    @Override
    public SourceGround ground() throws IOException {
      return Ground.of(
          "json: rows.txt\nkey: id\nsplit: 200B\n",
          "[",
          i -> i == BAD ? "{\"no\": \"key\"}" : "{\"id\": " + i + ",\n \"name\": \"}{\"}",
          ",\n",
          "]\n");
    }
  }

  private record Ground(Path folder, String yaml) implements SourceGround {

    static Ground of(
        String yaml, String head, IntFunction<String> record, String between, String end)
        throws IOException {
      Path folder = Files.createTempDirectory(folders, "source");
      String records =
          IntStream.rangeClosed(1, RECORDS).mapToObj(record).collect(Collectors.joining(between));
      Files.writeString(folder.resolve("rows.txt"), head + records + end);
      return new Ground(folder, yaml);
    }

    @Override
    public Source open() {
      return SourceYaml.in(folder, yaml);
    }

    @Override
    public int records() {
      return RECORDS;
    }

    @Override
    public int unreadable() {
      return 1;
    }

    @Override
    public void change() throws IOException {
      Files.writeString(folder.resolve("rows.txt"), "\n", StandardOpenOption.APPEND);
    }

    @Override
    public void close() {}
  }
}
