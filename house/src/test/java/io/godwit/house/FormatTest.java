package io.godwit.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file looks as google-java-format writes it. To have it rewritten: {@code mvn test -pl
 * house -Dtest=FormatTest -Dgodwit.format=write}.
 */
final class FormatTest {

  private static final String HOW =
      "rewrite them: mvn test -pl house -Dtest=FormatTest -Dgodwit.format=write";

  @Test
  void everySourceFileIsFormatted() throws IOException, FormatterException {
    boolean write = System.getProperty("godwit.format", "check").equals("write");
    Formatter formatter = new Formatter();
    List<String> other = new ArrayList<>();
    for (Path file : Repository.javaFiles()) {
      String text = Repository.text(file);
      String formatted = formatter.formatSourceAndFixImports(text);
      if (!formatted.equals(text)) {
        if (write) {
          Files.writeString(file, formatted);
        } else {
          other.add(Repository.name(file));
        }
      }
    }
    assertThat(other).as(HOW).isEmpty();
  }
}
