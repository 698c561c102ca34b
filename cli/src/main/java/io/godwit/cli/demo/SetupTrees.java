package io.godwit.cli.demo;

import io.godwit.cli.opening.JobSource;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectStore;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files {@code NAME.tree}, {@code NAME.shelf} and {@code NAME.files} in the folder {@code
 * setup} beside a job: each says which files are made in the store of the connection that it is
 * named after, a tree of them, a shelf of e-books, or one for each row of a list. They are made
 * once: what stands there is known by its mark.
 *
 * @param trees what each file says, by the connection's name
 */
public record SetupTrees(Map<String, MadeFiles> trees) {

  /** Opens the store of a connection. */
  @FunctionalInterface
  public interface Stores {
    /** The store; the caller closes it. */
    ObjectStore open(String connection) throws Trouble;
  }

  /**
   * The trees of a job; none where it has no such folder.
   *
   * @throws Trouble where a file cannot be read
   * @throws Refused where one says no tree
   */
  public static SetupTrees of(JobSource job) throws Trouble {
    Map<String, MadeFiles> trees = new TreeMap<>();
    for (String connection : job.job().connections().keySet()) {
      Path setup = job.base().resolve("setup");
      for (Map.Entry<String, Reading> kind : kinds(job.base()).entrySet()) {
        Path file = setup.resolve(connection + kind.getKey());
        if (Files.exists(file)) {
          trees.put(connection, read(file, kind.getValue()));
        }
      }
    }
    return new SetupTrees(trees);
  }

  private static Map<String, Reading> kinds(Path base) {
    return Map.of(
        ".tree",
        SetupTrees::tree,
        ".shelf",
        SetupTrees::shelf,
        ".files",
        texts -> listed(base, texts));
  }

  private static MadeFiles shelf(Properties texts) {
    return new BookShelf(
        Long.parseLong(texts.getProperty("seed", "1")),
        number(texts, "books"),
        number(texts, "twins"),
        number(texts, "bad"));
  }

  private static MadeFiles tree(Properties texts) {
    return new FileTree(
        Long.parseLong(texts.getProperty("seed", "1")),
        number(texts, "files"),
        number(texts, "large"));
  }

  /** The list is a plain CSV file: no field of it holds a comma or a quotation mark. */
  private static MadeFiles listed(Path base, Properties texts) throws IOException {
    List<String[]> rows =
        Files.readAllLines(base.resolve(texts.getProperty("list", ""))).stream()
            .map(line -> line.split(",", -1))
            .toList();
    int column = List.of(rows.getFirst()).indexOf(texts.getProperty("column", ""));
    return new ListedFiles(
        Long.parseLong(texts.getProperty("seed", "1")),
        rows.stream().skip(1).map(row -> row[column]).toList(),
        number(texts, "missing"),
        number(texts, "empty"),
        number(texts, "large"));
  }

  private static int number(Properties texts, String name) {
    return Integer.parseInt(texts.getProperty(name, "0"));
  }

  private interface Reading {
    MadeFiles of(Properties texts) throws IOException;
  }

  private static MadeFiles read(Path file, Reading reading) throws Trouble {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
      return reading.of(texts);
    } catch (NumberFormatException e) {
      throw new Refused(ErrorCode.JOB_INVALID, file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
    }
  }

  /** Makes them. */
  public void growIn(Stores stores) throws Trouble {
    for (Map.Entry<String, MadeFiles> entry : trees.entrySet()) {
      try (ObjectStore store = stores.open(entry.getKey())) {
        entry.getValue().growIn(store);
      }
    }
  }
}
